import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './support/extension'
import { inFirefoxItself } from './support/firefox'
import { builtExtension } from './support/launch'
import { copyAs, serveUpdates, type UpdateServer, versions } from './support/update'
import { zipOf } from './support/zip'

const id = 'cachet@cachet.example'

async function serveXpis(): Promise<UpdateServer> {
  const place = await serveUpdates({
    fileOf: version => `${version}.xpi`,
    tellOf: (version, update_link) =>
      JSON.stringify({ addons: { [id]: { updates: [{ version, update_link }] } } }),
  })
  for (const version of versions) {
    const made = copyAs(version, builtExtension('firefox', 'e2e'), place, manifest => {
      const { gecko } = Object(manifest).browser_specific_settings
      const update_url = `http://127.0.0.1:${place.port}/update`
      return { ...manifest, browser_specific_settings: { gecko: { ...gecko, update_url } } }
    })
    writeFileSync(join(place.folder, `${version}.xpi`), zipOf(made))
  }
  return place
}

const install = (address: string) => `(async () => {
  const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs')
  const found = await AddonManager.getInstallForURL('${address}')
  await found.install()
})()`

/** As Firefox does it once a day: ends when the update is installed, or has been put off. */
const update = `(async () => {
  const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs')
  const addon = await AddonManager.getAddonByID('${id}')
  const found = await new Promise(resolve => addon.findUpdates(
    { onUpdateAvailable: (_, install) => resolve(install) }, AddonManager.UPDATE_WHEN_PERIODIC_UPDATE))
  await new Promise(resolve => {
    found.addListener({ onInstallEnded: resolve, onInstallPostponed: resolve })
    found.install()
  })
})()`

test('an update in Firefox waits for a draft, and comes once it is gone and our pages are closed', async ({
  firefox,
}) => {
  const place = await serveXpis()
  const started = await firefox({
    installed: 'by the test',
    prefs: { 'xpinstall.signatures.required': false, 'extensions.checkUpdateSecurity': false },
  })
  await inFirefoxItself(started, install(`http://127.0.0.1:${place.port}/0.1.0.xpi`))
  await expect.poll(() => place.started).toContain('0.1.0')
  const popup = await started.openPage('popup.html')
  await popup.type('textarea', 'hunter2')
  const kept = () =>
    popup.evaluate(async () => {
      const { browser } = globalThis as unknown as { browser: typeof chrome }
      return JSON.stringify(await browser.storage.session.get(['composing', 'update']))
    })
  await expect.poll(kept).toContain('hunter2')
  place.offerNext()
  await inFirefoxItself(started, update)
  // Our background has heard of it, and has looked.
  await expect.poll(kept).toContain('"ready":true')
  await expect.poll(kept).toContain('"since":')
  expect(await kept()).toContain('hunter2')
  expect(place.started).not.toContain('0.2.0')

  await popup.$eval('textarea', (field: HTMLTextAreaElement) => {
    field.value = ''
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
  })
  await popup.close()
  // Where the background looked while the popup was still closing, it looks again half a minute later.
  await expect.poll(() => place.started, { timeout: 60_000 }).toContain('0.2.0')
  await place.close()
})
