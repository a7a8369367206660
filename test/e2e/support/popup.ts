import { type BrowserContext, expect, type Page } from '@playwright/test'
import type { ExtensionWorker } from './worker'

/**
 * Opens the real toolbar popup of the focused window and gives it as a page, once its screen is there.
 *
 * It lives like the real one: it closes when it loses focus, so also when another page is opened or brought to
 * the front. `page.close()` closes it; so does Escape.
 */
export async function openPopup(context: BrowserContext, worker: ExtensionWorker): Promise<Page> {
  const address = await worker.evaluate(() => chrome.action.getPopup({}))
  const opened = context.waitForEvent('page', { predicate: page => page.url() === address, timeout: 30_000 })
  const [popup] = await Promise.all([
    opened.catch((cause: unknown) => {
      throw new Error(
        'The popup did not open, or Playwright no longer lists it (PW_CHROMIUM_ATTACH_TO_OTHER)',
        {
          cause,
        },
      )
    }),
    worker.evaluate(() => chrome.action.openPopup()),
  ])
  await popup.waitForLoadState()
  // Keys that are pressed before there is a screen go nowhere.
  await popup.locator('#app > *').first().waitFor({ timeout: 20_000 })
  return popup
}

/** The popup that the worker or a key is about to open. The clipboard's hidden page comes as a page, too. */
export async function popupOpening(context: BrowserContext): Promise<Page> {
  const before = new Set(context.pages())
  const find = () => context.pages().find(page => !before.has(page) && page.url().endsWith('/popup.html'))
  await expect.poll(() => find() !== undefined, { message: 'the popup opens', intervals: [50] }).toBe(true)
  const found = find()
  if (!found) throw new Error('The popup has gone again')
  return found
}

/** Waits until a popup has closed by itself. */
export async function popupClosed(popup: Page): Promise<void> {
  if (!popup.isClosed()) await popup.waitForEvent('close')
}
