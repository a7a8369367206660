import { expect, test } from './support/extension'
import { launchFirefox } from './support/firefox'
import { evaluateInBrowser } from './support/firefox-powers'
import { chooseServer, shares } from './support/journey'
import { tabOf } from './support/tab'
import { thorough } from './support/tiers'

/** As the person allows it in about:addons; what is installed is then started anew. */
const allow = `(async () => {
  const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs')
  const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs')
  const { extension } = WebExtensionPolicy.getByID('cachet@cachet.example')
  await ExtensionPermissions.add(extension.id, { permissions: ['internal:privateBrowsingAllowed'], origins: [] }, extension)
  await (await AddonManager.getAddonByID(extension.id)).reload()
})()`

test('Firefox: what is shared from a private window leaves no trace in the history, unless the person allows it', {
  tag: thorough,
}, async ({ server }) => {
  test.setTimeout(90_000)
  // One of its own: the extension is allowed more in it than in those of other tests.
  const person = await launchFirefox({ prefs: { 'extensions.webextensions.keepStorageOnUninstall': true } })
  await evaluateInBrowser(person.page, allow)
  const powers = tabOf(await person.openPage('opener.html'))
  await chooseServer(powers, server.origin)
  const windowId = await powers.evaluate(async () => (await chrome.windows.create({ incognito: true }))?.id)
  expect(windowId, 'a private window').toBeDefined()

  const shareThere = async (text: string) => {
    await powers.evaluate(
      async windowId =>
        void (await chrome.tabs.create({ windowId, url: chrome.runtime.getURL('popup.html') })),
      windowId,
    )
    const there = async () => {
      const pages = await person.browser.pages()
      const addresses = await Promise.all(pages.map(page => page.evaluate('location.href').catch(String)))
      return pages.filter((_, at) => String(addresses[at]).endsWith('/popup.html'))
    }
    await expect.poll(async () => (await there()).length, { message: 'the popup’s page' }).toBe(1)
    const [page] = await there()
    if (!page) throw new Error('it has gone')
    const popup = tabOf(page)
    await popup.says(/share as secret/i)
    await popup.fill(/your secret/, text)
    await popup.press(/share as secret/)
    await expect.poll(() => popup.valueOf(/one-time link/)).toContain('/secret/')
    await popup.press(/^share another$/)
    await popup.close()
  }
  const entries = () =>
    powers.evaluate(async () =>
      Object.keys(await chrome.storage.local.get(null)).filter(key => key.startsWith('entry:')),
    )

  await shareThere('hunter2-private')
  expect(shares(server)).toHaveLength(1)
  expect(await entries()).toEqual([])
  expect(await powers.evaluate(async () => (await chrome.alarms.get('watch')) ?? null)).toBeNull()

  await powers.evaluate(async () => {
    const { settings } = await chrome.storage.local.get('settings')
    await chrome.storage.local.set({ settings: { ...(settings as object), keepPrivate: true } })
  })
  await shareThere('hunter3-private')
  await expect.poll(entries).toHaveLength(1)
  await person.close()
})
