import { browser } from 'wxt/browser'

type Desktop = Partial<Pick<typeof browser, 'commands' | 'contextMenus' | 'windows'>> & {
  storage: Partial<Pick<typeof browser.storage, 'managed'>>
}

/** What Firefox for Android lacks: keys, menus, windows, and an organisation's rules. */
export const onDesktop: Desktop = browser
