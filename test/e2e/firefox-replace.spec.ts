import { readClipboard, writeClipboard } from './support/clipboard'
import { expect, test } from './support/extension'
import { editable, editorFields, inField, secret, textarea } from './support/fields'
import { type Firefox, pointInFirefox } from './support/firefox'
import { chooseServerIn } from './support/firefox-page'
import { expectNothingLeaked, hold, keysOf, openAsRecipient, shares } from './support/journey'
import { chooseOurItem, clickOnDisplay, pressOnDisplay } from './support/native-menu'

/** A page in front, with the keyboard in it, which Firefox leaves in its address bar. */
async function openWithKeyboard({ page }: Firefox, address: string): Promise<void> {
  await page.goto(address)
  const body = await page.$('body')
  if (!body) throw new Error('no page')
  await clickOnDisplay(await pointInFirefox(body))
  await page.waitForFunction(() => document.hasFocus())
}

test.describe('Firefox: share as secret and replace', { tag: '@headed' }, () => {
  for (const field of [textarea, editable, ...editorFields]) {
    test(`in ${field.name}: by the keys, and one Ctrl+Z brings the text back`, async ({
      firefox,
      pages,
      server,
    }) => {
      pages.put(await field.pages())
      const started = await firefox()
      const { openPage, page } = started
      await chooseServerIn(await openPage('popup.html', page), server.origin)
      await openWithKeyboard(started, pages.origin)
      await page.evaluate(inField.select, [secret, secret] as const)
      await writeClipboard('what was there before')
      await pressOnDisplay('alt+shift+l')
      await expect.poll(readClipboard).toContain('/secret/')
      const link = await readClipboard()
      await expect.poll(() => page.evaluate(inField.text)).toBe(field.holds.replace(secret, link))
      expectNothingLeaked(server, [secret, ...keysOf(link)])
      await pressOnDisplay('ctrl+z')
      await expect.poll(() => page.evaluate(inField.text)).toBe(field.holds)
      expect(await openAsRecipient(link, server)).toEqual({ text: secret })
    })
  }

  test('after Share as secret in the native menu, by the button in the page', async ({
    firefox,
    pages,
    server,
  }) => {
    pages.put(await textarea.pages())
    const { openPage, page } = await firefox()
    await chooseServerIn(await openPage('popup.html', page), server.origin)
    await page.goto(pages.origin)
    await page.evaluate(inField.select, [secret, secret] as const)
    const field = await page.$('#field')
    if (!field) throw new Error('no field')
    await writeClipboard('what was there before')
    await chooseOurItem(await pointInFirefox(field, { x: 260, y: 66 }), { browser: 'firefox' })
    await expect.poll(readClipboard).toContain('/secret/')
    expect(await page.evaluate(inField.text), 'not before it is asked for').toBe(textarea.holds)
    const words = await page.waitForSelector('html > [popover]')
    if (!words) throw new Error('nothing is said')
    const { height } = (await words.boundingBox()) ?? { height: 0 }
    const point = await pointInFirefox(words, { x: 60, y: height - 32 })
    const link = await readClipboard()
    // It works once it was seen for a moment, which only it can tell.
    await expect(async () => {
      if (await page.$('html > [popover]')) await clickOnDisplay(point)
      expect(await page.evaluate(inField.text)).toBe(textarea.holds.replace(secret, link))
    }).toPass({ intervals: [700] })
    // A key goes where the keyboard is, which comes back a moment after the click.
    const keyboard = () => page.evaluate(() => document.hasFocus() && document.activeElement?.id)
    await expect.poll(keyboard).toBe('field')
    await pressOnDisplay('ctrl+z')
    await expect.poll(() => page.evaluate(inField.text)).toBe(textarea.holds)
  })

  test('who goes on in another field meanwhile has nothing replaced', async ({ firefox, pages, server }) => {
    pages.put(await textarea.pages())
    const { openPage, page } = await firefox()
    await chooseServerIn(await openPage('popup.html', page), server.origin)
    await page.goto(pages.origin)
    await page.evaluate(inField.select, [secret, secret] as const)
    const letGo = hold(server)
    await writeClipboard('what was there before')
    await pressOnDisplay('alt+shift+l')
    await expect.poll(() => shares(server).length).toBe(1)
    await page.focus('#other')
    letGo()
    await expect.poll(readClipboard).toContain('/secret/')
    await page.waitForSelector('html > [popover]')
    expect(await page.evaluate(inField.text)).toBe(textarea.holds)
    expect(await page.$eval('#other', other => (other as HTMLInputElement).value)).toBe('another field')
  })
})
