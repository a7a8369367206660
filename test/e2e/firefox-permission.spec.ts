import { expect, test } from './support/extension'
import { backgroundIn, named } from './support/firefox-page'
import { openAsRecipient } from './support/journey'
import { pressOnDisplay } from './support/native-menu'

test.use({ build: 'real' })

test.describe('Firefox: a permission that the browser asks for', { tag: '@headed' }, () => {
  test('for another server: nothing is asked before, and once allowed, the secret goes there', async ({
    firefox,
    server,
  }) => {
    const prefs = { 'extensions.webextOptionalPermissionPrompts': true }
    const { openPage, page } = await firefox({ prefs })
    const popup = await openPage('popup.html', page)
    const background = backgroundIn(popup)
    await popup.bringToFront()
    await popup.locator('#secret').fill('hunter2-Correct')
    await popup.select('#server', 'another')
    await popup.locator('#address').fill(server.origin)
    await named(popup, 'button', 'Use it').click()
    const allowed = () =>
      background.evaluate(() => chrome.permissions.contains({ origins: ['http://127.0.0.1/*'] }))
    expect(await allowed()).toBe(false)
    expect(server.log, 'nothing is asked before the person has answered').toEqual([])
    // The prompt is the browser's own. For a moment it takes no key, lest somebody allow what they have not read.
    await expect(async () => {
      await pressOnDisplay('alt+a')
      await expect.poll(allowed, { timeout: 1_000 }).toBe(true)
    }).toPass({ timeout: 15_000 })
    await popup.waitForFunction(
      origin => (document.querySelector('#server') as HTMLSelectElement).value === origin,
      {},
      server.origin,
    )
    await named(popup, 'button', 'Share as secret').click()
    await popup.waitForSelector('#link')
    const link = await popup.$eval('#link', field => (field as HTMLInputElement).value)
    expect(await openAsRecipient(link, server)).toEqual({ text: 'hunter2-Correct' })
  })
})
