import { createStore, get, set } from 'idb-keyval'
import { browser } from 'wxt/browser'
import type { KeyStore } from '../../lib/doors/vault'

/** The browser's key store: keys that can be used, and never read. Made on first use, not at start. */
export const keyStore: KeyStore = {
  load: async () => {
    const key: unknown = await get('wrapping-key', keys())
    return key instanceof CryptoKey ? key : undefined
  },
  save: key => set('wrapping-key', key, keys()),
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
