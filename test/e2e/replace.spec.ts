import type { Page } from '@playwright/test'
import { readClipboard, writeClipboard } from './support/clipboard'
import { test as base, expect } from './support/extension'
import { type Field, fields, inField, secret } from './support/fields'
import { expectNotice } from './support/in-page-notice'
import { chooseServer, expectNothingLeaked, keysOf, openAsRecipient, shares } from './support/journey'
import { pressOnDisplay } from './support/native-menu'
import type { TestPages } from './support/pages'

const test = base.extend({
  hosts: async ({ pages }, use) => use({ 'frame.example': pages.securePort }),
})

async function open(page: Page, pages: TestPages, field: Field): Promise<void> {
  pages.put(await field.pages())
  await page.goto(pages.origin)
  await page.bringToFront()
}

/** The command's keys, on the secret that is selected; the link that is on the clipboard then. */
async function shareAndReplace(): Promise<string> {
  await writeClipboard('what was there before')
  await pressOnDisplay('alt+shift+l')
  await expect.poll(readClipboard).toContain('/secret/')
  return readClipboard()
}

const textIn = (page: Page) => page.evaluate(inField.text)
const selectSecret = (page: Page) => page.evaluate(inField.select, [secret, secret] as const)

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
})
