import type { browser } from 'wxt/browser'

/** A browser as Firefox for Android is one, too: that lacks keys, menus, windows, and an organisation's rules. */
export type AnyBrowser = Omit<typeof browser, 'commands' | 'contextMenus' | 'windows' | 'storage'> &
  Partial<Pick<typeof browser, 'commands' | 'contextMenus' | 'windows'>> & {
    storage: Omit<typeof browser.storage, 'managed'> & Partial<Pick<typeof browser.storage, 'managed'>>
  }
