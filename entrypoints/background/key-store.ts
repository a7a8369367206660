import { createStore, del, get, set } from 'idb-keyval'
import { browser } from 'wxt/browser'
import type { KeyStore } from '../../lib/adapters/vault/data-key'

/** The browser's key store: non-extractable keys, created on first use. */
export const keyStore: KeyStore = {
  load: async () => {
    const key: unknown = await get('wrapping-key', keys())
    return key instanceof CryptoKey ? key : undefined
  },
  save: key => set('wrapping-key', key, keys()),
  clear: () => del('wrapping-key', keys()),
}
const keys = () => createStore('cachet', 'keys')

/**
 * Keeps local storage from content scripts: whoever controls a page's process can act as our script there.
 * Session storage is protected by default. Firefox lacks this API.
 */
export function keepFromPages(): void {
  // The next start retries.
  void browser.storage.local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' }).catch(() => {})
}
