import { dispatchMenuClick } from './support/chromium-events'
import { expect } from './support/extension'
import { editorFields, fields, inField, secret, textarea } from './support/fields'
import { expectNotice, noticeIn, pressByScript } from './support/in-page-notice'
import { chooseServer, expectNothingLeaked, keysOf, openAsRecipient, shares } from './support/journey'
import { open, selectSecret, shareAndReplace, test, textIn } from './support/replacing'
import { tier } from './support/tiers'

/** As `native-sharing.spec.ts` finds it told in a field. */
const clickOnSecret = { menuItemId: 'share', editable: true, selectionText: secret } as const

// With a real key and the real menu: `native-sharing.spec.ts`.
test.describe('share as secret and replace', () => {
  test.beforeEach(async ({ server, worker }) => chooseServer(worker, server.origin))

  for (const field of fields) {
    const short = /textarea|contenteditable/.test(field.name)
    test(
      `in ${field.name}: the link stands where the text was, and one Ctrl+Z brings the text back`,
      tier(short),
      async ({ page, pages, selecting, server, worker }) => {
        await open(page, pages, field)
        expect(await textIn(page)).toBe(field.holds)
        await selectSecret(page)
        const link = await shareAndReplace(selecting)
        await expect.poll(() => textIn(page)).toBe(field.holds.replace(secret, link))
        await expectNotice(worker, page.url(), 'Undo brings the text back')
        expect(shares(server)).toHaveLength(1)
        expectNothingLeaked(server, [secret, ...keysOf(link)])
        await page.keyboard.press('Control+Z')
        await expect.poll(() => textIn(page)).toBe(field.holds)
        expect(await openAsRecipient(link, server)).toEqual({ text: secret })
      },
    )
  }

  for (const field of [textarea, ...editorFields]) {
    const short = field.name === 'quill'
    test(
      `several lines in ${field.name} give way to one link, and come back together`,
      tier(short),
      async ({ page, pages, selecting }) => {
        await open(page, pages, field)
        await page.evaluate(inField.select, [secret, 'Yours'] as const)
        const link = await shareAndReplace(selecting)
        const gone = /hunter2.*Yours/s.exec(field.holds)?.[0] ?? 'nothing'
        await expect.poll(() => textIn(page)).toBe(field.holds.replace(gone, link))
        await page.keyboard.press('Control+Z')
        await expect.poll(() => textIn(page)).toBe(field.holds)
      },
    )
  }

  for (const field of editorFields) {
    const short = field.name === 'codemirror'
    test(
      `after Share as secret, still one click, the page offers it: ${field.name}`,
      tier(short),
      async ({ page, pages, selecting, worker }) => {
        await open(page, pages, field)
        await selectSecret(page)
        const pageUrl = page.url()
        await dispatchMenuClick(worker, { ...clickOnSecret, pageUrl })
        const link = await selecting.link()
        await expectNotice(worker, page.url(), 'Replace the text with the link')
        expect(await textIn(page), 'not before it is asked for').toBe(field.holds)
        await pressByScript(worker, page.url())
        const { x, y } = (await noticeIn(worker, page.url()))?.button ?? { x: 0, y: 0 }
        expect(await textIn(page), 'a script cannot ask for it').toBe(field.holds)
        await page.mouse.click(x, y)
        await expect.poll(() => textIn(page)).toBe(field.holds.replace(secret, link))
        await page.keyboard.press('Control+Z')
        await expect.poll(() => textIn(page)).toBe(field.holds)
      },
    )
  }

  test('in a frame of the same origin, and although the page forbids all it can', async ({
    page,
    pages,
    selecting,
  }) => {
    const policy =
      "default-src 'none'; frame-src 'self'; style-src 'unsafe-inline'; require-trusted-types-for 'script'; trusted-types 'none'"
    pages.put({
      '/': {
        html: '<p>outside</p><iframe src="/inner" width="800" height="300"></iframe>',
        headers: { 'content-security-policy': policy },
      },
      '/inner': {
        html: `<textarea rows="6">${textarea.holds}</textarea>`,
        headers: { 'content-security-policy': policy },
      },
    })
    await page.goto(pages.origin)
    const field = page.frameLocator('iframe').locator('textarea')
    await field.click()
    await field.evaluate((field: HTMLTextAreaElement, secret) => {
      const at = field.value.indexOf(secret)
      field.setSelectionRange(at, at + secret.length)
    }, secret)
    const link = await shareAndReplace(selecting)
    await expect(field).toHaveValue(textarea.holds.replace(secret, link))
    await page.keyboard.press('Control+Z')
    await expect(field).toHaveValue(textarea.holds)
  })

  test('an e-mail field, which does not tell where its selection is, takes the link as well', async ({
    page,
    pages,
    selecting,
  }) => {
    const field = page.locator('input')
    pages.put({ '/': { html: '<input type="email" size="60" value="hunter2-Correct">' } })
    await page.goto(pages.origin)
    await field.selectText()
    const link = await shareAndReplace(selecting)
    await expect(field).toHaveValue(link)
    await page.keyboard.press('Control+Z')
    await expect(field).toHaveValue(secret)
  })
})
