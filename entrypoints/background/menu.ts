import { browser } from 'wxt/browser'
import { i18n } from '#i18n'
import { hostPattern, originOf, regions } from '../../lib/rules/server'

export const shareItem = 'share'
export const revealItem = 'reveal'

type Context = NonNullable<Parameters<typeof browser.contextMenus.create>[0]['contexts']>[number]

/** In Firefox a password field is a context of its own, with or without a selection; no other browser knows it. */
const texts: [Context, ...Context[]] = import.meta.env.FIREFOX
  ? ['selection', 'password' as Context]
  : ['selection']

/** Where the links to secrets of these servers lead, the regions' own included. */
const secretsOf = (servers: readonly string[]): string[] =>
  [...regions.map(originOf), 'https://onetimesecret.com', ...servers].map(origin =>
    hostPattern(origin).replace('*', 'secret/*'),
  )

/**
 * Browsers keep a worker's menu, but in the language and for the servers of the day it was made: so it is made
 * anew at every start, and whenever a server is added.
 */
export async function makeMenu(servers: readonly string[]): Promise<void> {
  await browser.contextMenus.removeAll()
  browser.contextMenus.create({ id: shareItem, title: i18n.t('menu.share'), contexts: texts })
  browser.contextMenus.create({
    id: revealItem,
    title: i18n.t('reveal.menu'),
    contexts: ['link'],
    targetUrlPatterns: secretsOf(servers),
  })
}
