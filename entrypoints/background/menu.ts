import { browser } from 'wxt/browser'
import { i18n } from '#i18n'

export const shareItem = 'share'

type Context = NonNullable<Parameters<typeof browser.contextMenus.create>[0]['contexts']>[number]

/** In Firefox a password field is a context of its own, with or without a selection; no other browser knows it. */
const contexts: [Context, ...Context[]] = import.meta.env.FIREFOX
  ? ['selection', 'password' as Context]
  : ['selection']

/** Browsers keep a worker's menu, but in the language of the day it was made: so it is made anew. */
export async function makeMenu(): Promise<void> {
  await browser.contextMenus.removeAll()
  browser.contextMenus.create({ id: shareItem, title: i18n.t('menu.share'), contexts })
}
