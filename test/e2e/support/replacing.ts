import type { Page } from '@playwright/test'
import { readClipboard, writeClipboard } from './clipboard'
import { expect } from './extension'
import { type Field, inField, secret } from './fields'
import { pressOnDisplay } from './native-menu'
import type { TestPages } from './pages'

/** A field, in front. */
export async function open(page: Page, pages: TestPages, field: Field): Promise<void> {
  pages.put(await field.pages())
  await page.goto(pages.origin)
  await page.bringToFront()
}

/** The command's keys, on the secret that is selected; the link that is on the clipboard then. */
export async function shareAndReplace(): Promise<string> {
  await writeClipboard('what was there before')
  await pressOnDisplay('alt+shift+l')
  await expect.poll(readClipboard).toContain('/secret/')
  return readClipboard()
}

export const textIn = (page: Page) => page.evaluate(inField.text)
export const selectSecret = (page: Page) => page.evaluate(inField.select, [secret, secret] as const)

/** Everything that could have been written in. */
export const wholePage = (page: Page) =>
  page.evaluate(() => [
    document.body.innerText,
    'inside' in window && window.inside instanceof ShadowRoot && window.inside.textContent,
    ...Array.from(document.querySelectorAll('input, textarea'), field => 'value' in field && field.value),
  ])
