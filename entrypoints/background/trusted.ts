import { browser } from 'wxt/browser'

/**
 * Keeps what lies on the disk from scripts in pages: whoever controls a page's process can speak as ours there does.
 * Memory is kept so by itself. Firefox has no word for it.
 */
export function keepFromPages(): void {
  // The next start tries again.
  void browser.storage.local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' }).catch(() => {})
}
