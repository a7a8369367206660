import { browser } from 'wxt/browser'
import type { AnyBrowser } from './any-browser'

/** Whether the request comes from a private window. The popup has no tab: it belongs to the focused window. */
export async function isPrivate(tabId: number | undefined): Promise<boolean> {
  const place = tabId === undefined ? focused() : browser.tabs.get(tabId)
  return place.then(
    ({ incognito }) => incognito,
    // The tab or window is gone. If in doubt, treat it as private and store nothing.
    () => true,
  )
}

/** The window, or, in Firefox for Android, which has none, the tab that is shown. */
async function focused(): Promise<{ incognito: boolean }> {
  const { windows }: AnyBrowser = browser
  if (windows) return windows.getLastFocused()
  const [tab] = await browser.tabs.query({ active: true })
  if (!tab) throw new Error('no tab is shown')
  return tab
}
