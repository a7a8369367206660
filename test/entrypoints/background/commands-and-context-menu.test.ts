import { beforeEach, describe, expect, test } from 'vitest'
import { background, eventually, linkOf } from '../../support/background'

const field = crypto.randomUUID()
const text = 'one\ttwo\nthree'
const world = background()
const { call } = world
const tab = { id: 7, url: 'https://intranet.example.com/', incognito: false }
const info = { pageUrl: tab.url, frameId: 0, selectionText: 'one two three' }
const click = (some: object = {}, where: object = tab) =>
  world.browser.fire('contextMenus.onClicked', { menuItemId: 'share', ...info, ...some }, where)
const command = (name: string) => world.browser.fire('commands.onCommand', name, tab)
const toasts = async (count = 1) => {
  await eventually(() => expect(world.browser.toasts).toHaveLength(count))
  return world.browser.toasts
}
const opened = () => eventually(() => expect(world.browser.popups.opened).toBe(1))

beforeEach(async () => {
  world.browser.pages.set(tab.id, { read: { is: 'read', text, sure: 'yes', field }, put: 'replaced' })
  // Secrets go to the server on loopback.
  const { createSettingsStore } = await import('../../../lib/adapters/settings-store')
  const server = world.server.origin
  await createSettingsStore(world.browser.local, () => 'UTC').change(({ sharing }) => ({
    sharing: { ...sharing, server },
  }))
})

describe('a selection', () => {
  test('is shared to the letter from the menu, copied, and offered in its place', async () => {
    click()
    const [toast] = await toasts()
    expect(toast).toMatchObject({ good: true, offer: { field, frameId: 0 } })
    const { shared } = linkOf(await call('outcome', undefined))
    expect(world.browser.clipboard.text).toBe(shared.link)
    expect(JSON.stringify(toast)).not.toMatch(/three|#c1/)
    // Its button is pressed.
    const sender = { id: 'test-extension-id', url: tab.url, frameId: 0, tab: { id: tab.id } }
    const ask = { id: shared.id, frameId: 0, field }
    await world.browser.say({ to: 'background', name: 'takeOffer', ask }, sender)
    await toasts(2)
    expect(world.browser.puts).toEqual([shared.link])
  })
  test('is replaced by its link upon a command', async () => {
    command('share-and-replace')
    expect((await toasts())[0]).toMatchObject({ good: true })
    expect(world.browser.puts).toEqual([linkOf(await call('outcome', undefined)).shared.link])
  })
  test('that cannot be read exactly is put before the person, and not sent', async () => {
    world.browser.pages.clear()
    click()
    await opened()
    expect(world.browser.memory()).toContain('one two three')
    expect(world.server.log).toEqual([])
  })
  test('that is none is said to be none', async () => {
    world.browser.pages.set(tab.id, {})
    command('share-selection')
    expect((await toasts())[0]).toMatchObject({ good: false })
    expect(world.server.log).toEqual([])
  })
  test('in a page where nobody may speak ends in the popup', async () => {
    world.browser.pages.clear()
    command('share-selection')
    await opened()
    expect(await world.browser.badge()).toBe('!')
  })
  test('is not taken where there is no tab', async () => {
    world.browser.fire('contextMenus.onClicked', { menuItemId: 'share', ...info }, undefined)
    world.browser.fire('commands.onCommand', 'share-selection', undefined)
    expect(await call('outcome', undefined)).toBeUndefined()
  })
  test('whose share fails is kept for the popup', async () => {
    world.browser.held.origins.clear()
    command('share-selection')
    await opened()
    expect(await call('outcome', undefined)).toMatchObject({
      at: 'failed',
      failure: { code: 'noPermission' },
    })
    expect(world.browser.memory()).toContain('three')
  })
})

test('a command locks', async () => {
  await call('setLock', { passphrase: 'correct horse battery' })
  command('lock')
  await eventually(async () => expect(await call('lockState', undefined)).toEqual({ state: 'locked' }))
})

describe('the menu', () => {
  const servers = () => world.browser.menu.find(({ id }) => id === 'reveal')?.targetUrlPatterns ?? []
  test('is made at every start, once, however often that is told', async () => {
    world.browser.fire('runtime.onInstalled', { reason: 'update' })
    world.browser.fire('runtime.onStartup')
    await eventually(() => expect(world.browser.menu.map(({ id }) => id)).toEqual(['share', 'reveal']))
    expect(servers()).toContain('https://onetimesecret.com/secret/*')
  })
  test('knows a server as soon as it is added', async () => {
    await call('addServer', { origin: world.server.origin })
    await eventually(() => expect(servers()).toContain('http://127.0.0.1/secret/*'))
  })
  test('leads a link to our own page, with the key nowhere in its address', async () => {
    const linkUrl = 'https://eu.onetimesecret.com/secret/abc#c1.key.check'
    world.browser.fire('contextMenus.onClicked', { menuItemId: 'reveal', linkUrl }, tab)
    await eventually(() => expect(world.browser.tabs.size).toBe(1))
    expect([...world.browser.tabs.values()][0]?.url).toMatch(/reveal\.html#[0-9a-f-]{36}$/)
    expect(world.browser.memory()).toContain('c1.key.check')
  })
})
