import { describe, expect, test } from 'vitest'
import { sampleSecret } from '../../../components/welcome/model'
import { background, eventually, linkOf } from '../../support/background'

const world = background()
const { call } = world
const own = 'chrome-extension://test-extension-id'
const welcome = `${own}/welcome.html`
const tabs = () => [...world.browser.tabs.values()].map(({ url }) => url)
const at = (url: string) => ({ id: 7, url, incognito: false })
const click = (url: string, selectionText = sampleSecret) =>
  world.browser.fire(
    'contextMenus.onClicked',
    { menuItemId: 'share', frameId: 0, pageUrl: url, selectionText },
    at(url),
  )

describe('the welcome page', () => {
  test('is opened once, by the installation', async () => {
    world.browser.fire('runtime.onInstalled', { reason: 'install', temporary: false })
    await eventually(() => expect(tabs()).toEqual([welcome]))
    await world.browser.startWorker()
    world.browser.fire('runtime.onStartup')
    world.browser.fire('runtime.onInstalled', { reason: 'update', previousVersion: '0.1.0' })
    for (const reason of ['browser_update', 'chrome_update', 'shared_module_update'])
      world.browser.fire('runtime.onInstalled', { reason })
    await call('outcome', undefined)
    expect(tabs()).toEqual([welcome])
  })
})

describe('sharing from the welcome page', () => {
  /** What the background says to our other pages. */
  const heard = () => {
    const said: unknown[] = []
    world.browser.attach().runtime.onMessage.addListener((message: unknown) => {
      said.push(message)
    })
    return said
  }
  const nothingShared = async () => {
    expect(await call('outcome', undefined)).toBeUndefined()
    expect(world.server.log).toEqual([])
    expect(world.browser.clipboard.text).toBe('')
    expect(world.browser.popups.opened).toBe(0)
    expect(world.browser.toasts).toEqual([])
  }

  test.each([
    ['the sample', welcome, sampleSecret],
    ['after a jump in the page', `${welcome}#region`, sampleSecret],
    ['anything else that is selected there', welcome, 'Where are your secrets kept?'],
  ])('by the menu is told to that page, and nothing is shared: %s', async (_, url, selected) => {
    // Even where the page could be read.
    world.browser.pages.set(7, { read: { is: 'read', text: selected, sure: 'yes' } })
    const said = heard()
    click(url, selected)
    await eventually(() => expect(said).toEqual([{ to: 'welcome', tabId: 7 }]))
    await nothingShared()
  })
  test.each(['share-selection', 'share-and-replace'])('by the key, too: %s', async command => {
    const said = heard()
    world.browser.fire('commands.onCommand', command, at(welcome))
    await eventually(() => expect(said).toEqual([{ to: 'welcome', tabId: 7 }]))
    await nothingShared()
  })
  test('says nothing and shares nothing where the page has gone meanwhile', async () => {
    click(welcome)
    await nothingShared()
  })
})

test.each([
  'https://secrets.example.com/welcome.html',
  'https://test-extension-id/welcome.html',
  'chrome-extension://another-extension/welcome.html',
  `https://example.com/?${welcome}`,
  `${welcome}.example.com/`,
  `${own}/popup.html`,
])('the sample is a secret like any other elsewhere: %s', async url => {
  const { createSettingsStore } = await import('../../../lib/adapters/settings-store')
  await createSettingsStore(world.browser.local, () => 'UTC').change(({ sharing }) => ({
    sharing: { ...sharing, server: world.server.origin },
  }))
  world.browser.pages.set(7, { read: { is: 'read', text: sampleSecret, sure: 'yes' } })
  click(url)
  await eventually(async () => expect(await call('outcome', undefined)).toMatchObject({ at: 'shared' }))
  expect(linkOf(await call('outcome', undefined)).shared.link).toContain(world.server.origin)
  expect(world.server.log.map(({ path }) => path)).toEqual(['/api/v1/share'])
})
