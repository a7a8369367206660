import { beforeEach, describe, expect, test } from 'vitest'
import { createPolicyStore } from '../../../lib/adapters/policy-store'
import { createSettingsStore } from '../../../lib/adapters/settings-store'
import type { Draft } from '../../../lib/domain/draft'
import { background, eventually, linkOf } from '../../support/background'
import { translateIn } from '../../support/words'

const world = background()
const { call } = world
const tab = { id: 7, url: 'https://intranet.example.com/', incognito: false }
const text = 'hunter2'
const arabic = await translateIn('ar')
const english = await translateIn('en')
const draft = (some: Partial<Draft> = {}) => world.draft({ language: 'ar', ...some })
/** What servers show of the secrets, newest last, without the sealed part. */
const lines = () => world.server.secrets().map(({ value = '' }) => value.split('\n\neyJ')[0])
const choose = (language: Draft['language']) =>
  createSettingsStore(world.browser.local, () => 'UTC').change(({ sharing }) => ({
    sharing: { ...sharing, server: world.server.origin, language },
  }))
beforeEach(() => {
  const field = crypto.randomUUID()
  world.browser.pages.set(tab.id, { read: { is: 'read', text, sure: 'yes', field }, put: 'replaced' })
})

describe('what the server shows of a sealed secret is in the recipient’s language', () => {
  const menu = { menuItemId: 'share', pageUrl: tab.url, frameId: 0, selectionText: text }
  test.each([
    ['from the context menu', () => world.browser.fire('contextMenus.onClicked', menu, tab)],
    ['from the keyboard', () => world.browser.fire('commands.onCommand', 'share-selection', tab)],
    ['in place of a text', () => world.browser.fire('commands.onCommand', 'share-and-replace', tab)],
  ])('%s', async (_, share) => {
    await choose('ar')
    share()
    await eventually(() => expect(world.browser.toasts).toHaveLength(1))
    expect(lines()).toEqual([arabic('stored.line')])
    expect(linkOf(await call('outcome', undefined)).shared.language).toBe('ar')
  })
  test.each([
    ['a text', draft],
    ['a text with a passphrase', () => draft({ passphrase: 'correct horse' })],
    ['a file', () => draft({ file: { name: 'key.pem', type: '', data: 'eA==' }, mode: 'standard' })],
  ])('%s from the composer, whatever the settings say', async (_, written) => {
    await choose('fr')
    const { shared } = linkOf(await call('share', written()))
    expect(lines()).toEqual([arabic('stored.line')])
    expect(shared).toMatchObject({ language: 'ar' })
    expect(shared).not.toHaveProperty('ownLanguage')
  })
  test('each of several people’s, also where the missing ones are made later', async () => {
    world.server.misbehave({ at: 'status', status: 403 }, 1, /shar/)
    world.server.misbehave({ at: 'held', until: Promise.resolve() }, 1, /share/)
    await call('share', draft({ people: 3 }))
    expect(lines()).toHaveLength(1)
    await call('shareRest', draft({ people: 3 }))
    expect(lines()).toEqual(Array(3).fill(arabic('stored.line')))
  })
  test('with the organisation’s opener page in it', async () => {
    const opener = 'https://www.example.com/opener.html'
    world.browser.managed.kept.set('opener', opener)
    await createPolicyStore(world.browser.managed, world.browser.local).refresh()
    await call('share', draft())
    expect(lines()).toEqual([arabic('stored.lineWithOpener', [opener])])
  })
  test('one’s own where none is chosen', async () => {
    await call('share', draft({ language: undefined }))
    expect(lines()).toEqual([english('stored.line')])
  })
})

test('a standard secret is its text alone, and its message has the language', async () => {
  const { shared } = linkOf(await call('share', draft({ mode: 'standard', text })))
  expect(lines()).toEqual([text])
  expect(shared.language).toBe('ar')
})
test('a language that cannot be read costs no share, and is said', async () => {
  world.browser.files.works = false
  const { shared } = linkOf(await call('share', draft()))
  expect(lines()).toEqual([english('stored.line')])
  expect(shared).toMatchObject({ language: 'ar', ownLanguage: true })
})
