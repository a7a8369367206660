import { browser } from 'wxt/browser'
import { tryIn } from '../../lib/adapters/welcome-try'

const welcomePage = (): string => browser.runtime.getURL('/welcome.html')

/**
 * Opens the welcome page once. Browsers tell an installation from an update, and tell it once, so nothing needs to be
 * kept for that. The builds of most browser tests do without it: `welcome.spec.ts` tries what people install.
 */
export function welcomeOnInstall(): void {
  if (import.meta.env.MODE === 'e2e') return
  browser.runtime.onInstalled.addListener(({ reason }) => {
    // Without a window, as in a browser that runs in the background, there is nobody to welcome.
    if (reason === 'install') void browser.tabs.create({ url: welcomePage() }).catch(() => {})
  })
}

/**
 * Handles sharing from the welcome page: nothing there is shared, whatever is selected, as the page holds no text of the
 * person's; the page says what would have happened. `url`: of the tab, as the browser tells it, so no other page can
 * pass for this one.
 * @returns whether it was the welcome page
 */
export function tryOnWelcomePage(url: string | undefined, tabId: number): boolean {
  if (url?.split(/[?#]/, 1)[0] !== welcomePage()) return false
  // If the page has just been closed, nobody is left to be told.
  void browser.runtime.sendMessage(tryIn(tabId)).catch(() => {})
  return true
}
