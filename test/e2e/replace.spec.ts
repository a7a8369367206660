import { readClipboard, writeClipboard } from './support/clipboard'
import { expect, test } from './support/extension'
import { editorFields, fields, inField, secret, textarea } from './support/fields'
import { expectNotice, noticeIn, pressByScript } from './support/in-page-notice'
import { chooseServer, expectNothingLeaked, keysOf, openAsRecipient, shares } from './support/journey'
import { chooseOurItem } from './support/native-menu'
import { open, selectSecret, shareAndReplace, textIn } from './support/replacing'
import { pointIn, pointInSelection } from './support/screen-point'

test.describe('share as secret and replace', { tag: '@headed' }, () => {
  test.beforeEach(async ({ worker, server }) => chooseServer(worker, server.origin))

  for (const field of fields) {
    test(`in ${field.name}: the link stands where the text was, and one Ctrl+Z brings the text back`, async ({
      page,
      pages,
      server,
      worker,
    }) => {
      await open(page, pages, field)
      expect(await textIn(page)).toBe(field.holds)
      await selectSecret(page)
      const link = await shareAndReplace()
      await expect.poll(() => textIn(page)).toBe(field.holds.replace(secret, link))
      await expectNotice(worker, page.url(), 'Undo brings the text back')
      expect(shares(server)).toHaveLength(1)
      expectNothingLeaked(server, [secret, ...keysOf(link)])
      await page.keyboard.press('Control+Z')
      await expect.poll(() => textIn(page)).toBe(field.holds)
      expect(await openAsRecipient(link, server)).toEqual({ text: secret })
    })
  }

  for (const field of [textarea, ...editorFields]) {
    test(`several lines in ${field.name} give way to one link, and come back together`, async ({
      page,
      pages,
    }) => {
      await open(page, pages, field)
      await page.evaluate(inField.select, [secret, 'Yours'] as const)
      const link = await shareAndReplace()
      const gone = /hunter2.*Yours/s.exec(field.holds)?.[0] ?? 'nothing'
      await expect.poll(() => textIn(page)).toBe(field.holds.replace(gone, link))
      await page.keyboard.press('Control+Z')
      await expect.poll(() => textIn(page)).toBe(field.holds)
    })
  }

  for (const field of [textarea, ...editorFields]) {
    test(`after Share as secret, still one click, the page offers it: ${field.name}`, async ({
      page,
      pages,
      worker,
    }) => {
      await open(page, pages, field)
      await selectSecret(page)
      await writeClipboard('what was there before')
      await chooseOurItem(
        field === textarea
          ? await pointIn(page.locator('#field'), { x: 260, y: 60 })
          : await pointInSelection(page.mainFrame()),
      )
      await expect.poll(readClipboard).toContain('/secret/')
      const link = await readClipboard()
      await expectNotice(worker, page.url(), 'Replace the text with the link')
      expect(await textIn(page), 'not before it is asked for').toBe(field.holds)
      await pressByScript(worker, page.url())
      const { x, y } = (await noticeIn(worker, page.url()))?.button ?? { x: 0, y: 0 }
      expect(await textIn(page), 'a script cannot ask for it').toBe(field.holds)
      await page.mouse.click(x, y)
      await expect.poll(() => textIn(page)).toBe(field.holds.replace(secret, link))
      await page.keyboard.press('Control+Z')
      await expect.poll(() => textIn(page)).toBe(field.holds)
    })
  }

  test('in a frame of the same origin, and although the page forbids all it can', async ({ page, pages }) => {
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
    await page.goto(pages.secure)
    const field = page.frameLocator('iframe').locator('textarea')
    await field.click()
    await field.evaluate((field: HTMLTextAreaElement, secret) => {
      const at = field.value.indexOf(secret)
      field.setSelectionRange(at, at + secret.length)
    }, secret)
    const link = await shareAndReplace()
    await expect(field).toHaveValue(textarea.holds.replace(secret, link))
    await page.keyboard.press('Control+Z')
    await expect(field).toHaveValue(textarea.holds)
  })

  test('an e-mail field, which does not tell where its selection is, takes the link as well', async ({
    page,
    pages,
  }) => {
    const field = page.locator('input')
    pages.put({ '/': { html: '<input type="email" size="60" value="hunter2-Correct">' } })
    await page.goto(pages.origin)
    await field.selectText()
    const link = await shareAndReplace()
    await expect(field).toHaveValue(link)
    await page.keyboard.press('Control+Z')
    await expect(field).toHaveValue(secret)
  })
})
