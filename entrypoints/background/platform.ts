import { createStore, del, get, set } from 'idb-keyval'
import { browser } from 'wxt/browser'
import type { RevealSessions } from '../../lib/adapters/reveal-session'
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

/** Opens the popup where the browser allows it: Firefox only on a user gesture. False if it refused. */
export async function openPopup(): Promise<boolean> {
  try {
    await browser.action.openPopup()
    return true
  } catch {
    return false
  }
}

/**
 * Whether the request comes from a private window. The popup has no tab: it belongs to the focused window.
 */
export async function isPrivate(tabId: number | undefined): Promise<boolean> {
  const place = tabId === undefined ? browser.windows.getLastFocused() : browser.tabs.get(tabId)
  return place.then(
    ({ incognito }) => incognito,
    // The tab or window is gone. If in doubt, treat it as private and store nothing.
    () => true,
  )
}

export const revealPage = (token: string): string => `${browser.runtime.getURL('/reveal.html')}#${token}`

/**
 * Opens the reveal page with the link as given. If the link is empty, or session storage has no room for it,
 * the page asks for it.
 */
export async function openReveal(
  revealings: RevealSessions,
  given: string,
  openerTabId?: number,
): Promise<void> {
  const token = await revealings.add({ given }).catch(() => '')
  await browser.tabs.create({
    url: revealPage(token),
    ...(openerTabId === undefined ? {} : { openerTabId }),
  })
}

/**
 * Keeps local storage from content scripts: whoever controls a page's process can act as our script there.
 * Session storage is protected by default. Firefox lacks this API.
 */
export function keepFromPages(): void {
  // The next start retries.
  void browser.storage.local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' }).catch(() => {})
}
