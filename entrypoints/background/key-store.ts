import { createStore, del, get, set } from 'idb-keyval'
import { browser } from 'wxt/browser'
import type { KeyStore } from '../../lib/adapters/vault/data-key'

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

/**
 * Keeps what lies on the disk from scripts in pages: whoever controls a page's process can speak as ours there does.
 * Memory is kept so by itself. Firefox has no word for it.
 */
export function keepFromPages(): void {
  // The next start tries again.
  void browser.storage.local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' }).catch(() => {})
}
