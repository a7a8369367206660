import { browser } from 'wxt/browser'
import { i18n } from '#i18n'

export const shareItem = 'share'

/** Browsers keep a worker's menu, but in the language of the day it was made: so it is made anew. */
export async function makeMenu(): Promise<void> {
  await browser.contextMenus.removeAll()
  browser.contextMenus.create({ id: shareItem, title: i18n.t('menu.share'), contexts: ['selection'] })
}
