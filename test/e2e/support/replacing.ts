import type { Page } from '@playwright/test'
import { type CommandName, pressCommand } from './chromium-events'
import { type Clipboard, chromiumClipboard, linkOn } from './clipboard'
import { test as base } from './extension'
import { type Field, inField, secret } from './fields'
import type { TestPages } from './pages'

/** What a person does who shares what is selected in a page, without a display. */
export type Selecting = {
  /** `what was there before`, until a link is. */
  clipboard: Clipboard
  /** Presses the command, on what is selected. */
  press(command: CommandName): Promise<void>
  /** The link, once it is on the clipboard. */
  link(): Promise<string>
}

export const test = base.extend<{ selecting: Selecting }>({
  selecting: async ({ openPage, page, worker }, use) => {
    const clipboard = await chromiumClipboard(openPage, page)
    await use({
      clipboard,
      press: command => pressCommand(page, worker, command),
      link: () => linkOn(clipboard),
    })
  },
})

/** A field, in front. */
export async function open(page: Page, pages: TestPages, field: Field): Promise<void> {
  pages.put(await field.pages())
  await page.goto(pages.origin)
  await page.bringToFront()
}

/** The command, on the secret that is selected; the link that is on the clipboard then. */
export async function shareAndReplace({ press, link }: Selecting): Promise<string> {
  await press('share-and-replace')
  return link()
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
