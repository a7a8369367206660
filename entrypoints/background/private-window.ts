import { browser } from 'wxt/browser'

/** Whether the request comes from a private window. The popup has no tab: it belongs to the focused window. */
export async function isPrivate(tabId: number | undefined): Promise<boolean> {
  const place = tabId === undefined ? browser.windows.getLastFocused() : browser.tabs.get(tabId)
  return place.then(
    ({ incognito }) => incognito,
    // The tab or window is gone. If in doubt, treat it as private and store nothing.
    () => true,
  )
}
