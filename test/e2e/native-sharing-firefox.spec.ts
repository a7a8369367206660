import type { Page } from 'puppeteer-core'
import { displayClipboard, linkOn, writeClipboard } from './support/clipboard'
import { expect, test } from './support/extension'
import { inField, secret, textarea } from './support/fields'
import { type Firefox, pointInFirefox } from './support/firefox'
import { chooseInFirefoxMenu } from './support/firefox-menu'
import { backgroundIn, chooseServerIn } from './support/firefox-page'
import { openAsRecipient } from './support/journey'
import { chooseOurItem, clickOnDisplay, pressOnDisplay, visibleWindows } from './support/native-menu'

/** A textarea in front, its secret selected and the keyboard in it, which Firefox leaves in its address bar. */
async function openWithKeyboard({ page }: Firefox, address: string): Promise<void> {
  await page.bringToFront()
  await page.goto(address)
  const body = await page.$('body')
  if (!body) throw new Error('no page')
  await clickOnDisplay(await pointInFirefox(body))
  await page.waitForFunction(() => document.hasFocus())
  await page.evaluate(inField.select, [secret, secret] as const)
  await writeClipboard('what was there before')
}

const textIn = (page: Page) => page.evaluate(inField.text)

/** Writes down what Firefox tells of a click in its menu, in a page of ours. */
function hearTold({ evaluate }: ReturnType<typeof backgroundIn>) {
  const listening = evaluate(() => {
    chrome.contextMenus.onClicked.addListener(told => void Object.assign(globalThis, { told }))
  })
  return async (): Promise<unknown> => {
    await listening
    const told = () => evaluate(() => (globalThis as { told?: unknown }).told ?? null)
    await expect.poll(told).not.toBeNull()
    const last = await told()
    await evaluate(() => void Object.assign(globalThis, { told: undefined }))
    return last
  }
}

// All else that is shared from a page is tested without a display. Here the display's keyboard and mouse do it.
test('Firefox, with real keys and the real menu', { tag: '@headed' }, async ({ firefox, pages, server }) => {
  pages.put(await textarea.pages())
  const started = await firefox()
  const { openPage, page } = started
  const powers = await openPage('opener.html')
  await chooseServerIn(powers, server.origin)
  const told = hearTold(backgroundIn(powers))

  await test.step('Alt+Shift+L replaces', async () => {
    await openWithKeyboard(started, pages.origin)
    await pressOnDisplay('alt+shift+l')
    const link = await linkOn(displayClipboard)
    await expect.poll(() => textIn(page)).toBe(textarea.holds.replace(secret, link))
    await pressOnDisplay('ctrl+z')
    await expect.poll(() => textIn(page)).toBe(textarea.holds)
  })

  await test.step('Alt+Shift+Y shares', async () => {
    await openWithKeyboard(started, pages.origin)
    await pressOnDisplay('alt+shift+y')
    expect(await openAsRecipient(await linkOn(displayClipboard), server)).toEqual({ text: secret })
  })

  await test.step('the menu shares, and the button in the page replaces', async () => {
    await openWithKeyboard(started, pages.origin)
    const field = await page.$('#field')
    if (!field) throw new Error('no field')
    await chooseOurItem(await pointInFirefox(field, { x: 260, y: 66 }), { browser: 'firefox' })
    const link = await linkOn(displayClipboard)
    expect(await textIn(page), 'not before it is asked for').toBe(textarea.holds)
    const words = await page.waitForSelector('html > [popover]')
    if (!words) throw new Error('nothing is said')
    const { height } = (await words.boundingBox()) ?? { height: 0 }
    const point = await pointInFirefox(words, { x: 60, y: height - 32 })
    // It works once it was seen for a moment, which only it can tell. Where it was, another click would hit the page.
    await expect(async () => {
      if (await words.evaluate(node => node.isConnected)) await clickOnDisplay(point)
      const replaced = textarea.holds.replace(secret, link)
      await expect.poll(() => textIn(page), { timeout: 1_000 }).toBe(replaced)
    }).toPass()
    // A key goes where the keyboard is, which comes back a moment after the click.
    const keyboard = () => page.evaluate(() => document.hasFocus() && document.activeElement?.id)
    await expect.poll(keyboard).toBe('field')
    await pressOnDisplay('ctrl+z')
    await expect.poll(() => textIn(page)).toBe(textarea.holds)
    expect(await openAsRecipient(link, server)).toEqual({ text: secret })
  })

  await test.step('what Firefox tells of it is what it tells elsewhere', async () => {
    const real = await told()
    await openWithKeyboard(started, pages.origin)
    const box = await (await page.$('#field'))?.boundingBox()
    await chooseInFirefoxMenu(page, { x: (box?.x ?? 0) + 260, y: (box?.y ?? 0) + 66 })
    await linkOn(displayClipboard)
    expect(await told()).toEqual(real)
  })

  await test.step('Alt+Shift+K opens the toolbar popup', async () => {
    const before = await visibleWindows()
    await pressOnDisplay('alt+shift+k')
    await expect.poll(async () => (await visibleWindows()).length).toBeGreaterThan(before.length)
  })
})
