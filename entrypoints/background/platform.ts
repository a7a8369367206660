import { createStore, del, get, set } from 'idb-keyval'
import { browser } from 'wxt/browser'
import type { RevealSessions } from '../../lib/adapters/reveal-session'
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

export const revealPage = (token: string): string => `${browser.runtime.getURL('/reveal.html')}#${token}`

/**
 * Opens the page where a secret is read, with a link as it came; an empty one is asked for there, and so is one for which
 * memory has no room.
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
 * Keeps what lies on the disk from scripts in pages: whoever controls a page's process can speak as ours there does.
 * Memory is kept so by itself. Firefox has no word for it.
 */
export function keepFromPages(): void {
  // The next start tries again.
  void browser.storage.local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' }).catch(() => {})
}
