import { firefoxClipboard, linkOn } from './support/clipboard'
import { expect, test } from './support/extension'
import { editable, editorFields, inField, secret, textarea } from './support/fields'
import { focusFirefoxPage, pressFirefoxCommand, pressInFirefox } from './support/firefox-menu'
import { chooseServerIn } from './support/firefox-page'
import { expectNothingLeaked, hold, keysOf, openAsRecipient, shares } from './support/journey'
import { thorough } from './support/tiers'

// With the real keys and menu: `native-sharing-firefox.spec.ts`.
test('Firefox: share as secret and replace, and one Ctrl+Z brings the text back', { tag: thorough }, async ({
  firefox,
  pages,
  server,
}) => {
  const { openPage, page } = await firefox()
  await chooseServerIn(await openPage('popup.html', page), server.origin)
  const clipboard = firefoxClipboard(page)
  const textIn = () => page.evaluate(inField.text)

  for (const field of [textarea, editable, ...editorFields]) {
    await test.step(`in ${field.name}`, async () => {
      pages.put(await field.pages())
      await page.goto(pages.origin)
      await focusFirefoxPage(page)
      await page.evaluate(inField.select, [secret, secret] as const)
      await clipboard.write('what was there before')
      await pressFirefoxCommand(page, 'L')
      const link = await linkOn(clipboard)
      await expect.poll(textIn).toBe(field.holds.replace(secret, link))
      expectNothingLeaked(server, [secret, ...keysOf(link)])
      await pressInFirefox(page, 'Control+z')
      await expect.poll(textIn).toBe(field.holds)
      expect(await openAsRecipient(link, server)).toEqual({ text: secret })
    })
  }

  await test.step('who goes on in another field meanwhile has nothing replaced', async () => {
    pages.put(await textarea.pages())
    await page.goto(pages.origin)
    await focusFirefoxPage(page)
    await page.evaluate(inField.select, [secret, secret] as const)
    const [letGo, before] = [hold(server), shares(server).length]
    await clipboard.write('what was there before')
    await pressFirefoxCommand(page, 'L')
    await expect.poll(() => shares(server).length).toBe(before + 1)
    await page.focus('#other')
    letGo()
    await linkOn(clipboard)
    await page.waitForSelector('html > [popover]')
    expect(await textIn()).toBe(textarea.holds)
    expect(await page.$eval('#other', other => (other as HTMLInputElement).value)).toBe('another field')
  })
})
