import { browser } from 'wxt/browser'

/** Whether what is asked for is asked for in a private window. The popup has no tab: it is in the window in front. */
export async function isPrivate(tabId: number | undefined): Promise<boolean> {
  const place = tabId === undefined ? browser.windows.getLastFocused() : browser.tabs.get(tabId)
  return place.then(
    ({ incognito }) => incognito,
    // Closed by now. Nothing is kept of what we cannot tell.
    () => true,
  )
}
