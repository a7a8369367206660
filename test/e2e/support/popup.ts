import type { BrowserContext, Page } from '@playwright/test'
import type { ExtensionWorker } from './worker'

/**
 * Opens the real toolbar popup of the focused window and gives it as a page, once its screen is there.
 *
 * It lives like the real one: it closes when it loses focus, so also when another page is opened or brought to
 * the front. `page.close()` closes it; so does Escape.
 */
export async function openPopup(context: BrowserContext, worker: ExtensionWorker): Promise<Page> {
  const address = await worker.evaluate(() => chrome.action.getPopup({}))
  const opened = context.waitForEvent('page', { predicate: page => page.url() === address, timeout: 10_000 })
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
  await popup.locator('#app > *').first().waitFor()
  return popup
}

/** The popup that the worker or a key is about to open. The clipboard's hidden page comes as a page, too. */
export async function popupOpening(context: BrowserContext): Promise<Page> {
  return context.waitForEvent('page', page => page.url().endsWith('/popup.html'))
}

/** Waits until a popup has closed by itself. */
export async function popupClosed(popup: Page): Promise<void> {
  if (!popup.isClosed()) await popup.waitForEvent('close')
}
