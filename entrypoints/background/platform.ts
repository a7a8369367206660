import { createStore, del, get, set } from 'idb-keyval'
import { browser } from 'wxt/browser'
import type { KeyStore } from '../../lib/doors/vault/data-key'

/** The browser's key store: keys that can be used, and never read. Made on first use, not at start. */
export const keyStore: KeyStore = {
  load: async () => {
    const key: unknown = await get('wrapping-key', keys())
    return key instanceof CryptoKey ? key : undefined
  },
  save: key => set('wrapping-key', key, keys()),
  clear: () => del('wrapping-key', keys()),
}
const keys = () => createStore('cachet', 'keys')

export const timeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

/** Opens the toolbar's popup, where the browser lets us: Firefox only upon a person's own action. */
export async function openPopup(): Promise<boolean> {
  try {
    await browser.action.openPopup()
    return true
  } catch {
    return false
  }
}

/** Whether what is asked for is asked for in a private window. The popup has no tab: it is in the window in front. */
export async function isPrivate(tabId: number | undefined): Promise<boolean> {
  const place = tabId === undefined ? browser.windows.getLastFocused() : browser.tabs.get(tabId)
  return place.then(
    ({ incognito }) => incognito,
    // Closed by now. Nothing is kept of what we cannot tell.
    () => true,
  )
}
