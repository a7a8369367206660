import { browser } from 'wxt/browser'
import { i18n } from '#i18n'
import { coalesced } from '../../lib/adapters/keyed-mutex'
import { underRules } from '../../lib/adapters/settings-store'
import { failureOf } from '../../lib/domain/fault'
import { hostPattern, serviceOrigins } from '../../lib/domain/server'
import {
  reportShareFailure,
  type SelectedText,
  type ShareNotice,
  shareSelection,
} from '../../lib/usecases/share-selection'
import type { AnyBrowser } from './any-browser'
import { openPopup, openReveal } from './open-pages'
import { commandSelection, menuSelection, putLink } from './selection-capture'
import type { Services } from './services'
import { toast } from './toast'
import { tryOnWelcomePage } from './welcome-page'

/** For when there is no tab to show a toast in, as in a browser window without one. */
const noTab = -1

/** Handles the context menu and keyboard commands. */
export function listenToCommandsAndMenu(services: Services, ready: Promise<void>): void {
  const { composing, settings, policy, known, revealSessions, lock, sharing } = services

  const speak = (tabId: number) => ({
    ...{ openPopup, failed: sharing.failed },
    toast: (news: ShareNotice) => toast(tabId, news),
  })

  /** Reports any failure to the person: no action ends silently. */
  const orSay = (tabId: number, work: Promise<unknown>): void => {
    const say = (error: unknown) => reportShareFailure(speak(tabId), failureOf(error))
    void work.catch(say).catch(() => {})
  }

  const shareFrom = async (
    { id, incognito }: { id: number; incognito: boolean },
    selecting: Promise<SelectedText>,
    wish: 'copy' | 'replace',
  ) => {
    const [selection] = await Promise.all([selecting, ready])
    const before = sharing.erasures()
    await shareSelection(
      {
        ...speak(id),
        dismiss: sharing.dismiss,
        composing: {
          // After an erase, text from before it must not come back.
          bring: async (...text) => {
            if (sharing.erasures() === before) await composing.bring(...text)
          },
        },
        // If the policy can't be read, the share reports that, and the text is kept.
        settings: underRules(settings, () => policy.read().catch(() => 'broken')),
        mayShare: lock.mayShare,
        share: draft => sharing.share(draft, incognito),
        put: putLink,
      },
      selection,
      wish,
    )
  }

  // Two concurrent runs would both remove everything, then both create the same items.
  const remake = coalesced(async () => makeMenu((await known.read()).servers))
  // If this fails, the next start or the next change retries.
  const make = () => void remake().catch(() => {})
  browser.runtime.onInstalled.addListener(make)
  browser.runtime.onStartup.addListener(make)
  browser.storage.local.onChanged.addListener(({ settings, policy }) => {
    if (settings || policy) make()
  })
  const { commands, contextMenus }: AnyBrowser = browser
  contextMenus?.onClicked.addListener((info, tab) => {
    if (tab?.id === undefined) return
    const { id, incognito } = tab
    if (info.menuItemId === shareItem && !tryOnWelcomePage(info.pageUrl, id))
      orSay(id, shareFrom({ id, incognito }, menuSelection(info, id), 'copy'))
    if (info.menuItemId === revealItem) orSay(id, openReveal(revealSessions, info.linkUrl ?? '', id))
  })
  commands?.onCommand.addListener((command, tab) => {
    if (command === 'lock') orSay(tab?.id ?? noTab, lock.lock())
    const wish = command === 'share-and-replace' ? 'replace' : 'copy'
    if (command.startsWith('share-') && tab?.id !== undefined && !tryOnWelcomePage(tab.url, tab.id))
      orSay(tab.id, shareFrom({ id: tab.id, incognito: tab.incognito }, commandSelection(tab.id), wish))
  })
}

const shareItem = 'share'
const revealItem = 'reveal'

type Context = NonNullable<Parameters<typeof browser.contextMenus.create>[0]['contexts']>[number]

/** Firefox gives password fields their own context, selected text or not. No other browser knows it. */
const texts: [Context, ...Context[]] = import.meta.env.FIREFOX
  ? ['selection', 'password' as Context]
  : ['selection']

/** Match patterns for secret links on these servers and on the service's regions. */
const secretsOf = (servers: readonly string[]): string[] =>
  [...serviceOrigins, ...servers].map(origin => hostPattern(origin).replace('*', 'secret/*'))

/**
 * Browsers persist a worker's menu, with the language and servers of when it was created. So we recreate it
 * at every start and whenever a server is added.
 */
async function makeMenu(servers: readonly string[]): Promise<void> {
  const { contextMenus }: AnyBrowser = browser
  await contextMenus?.removeAll()
  contextMenus?.create({ id: shareItem, title: i18n.t('menu.share'), contexts: texts })
  contextMenus?.create({
    id: revealItem,
    title: i18n.t('reveal.menu'),
    contexts: ['link'],
    targetUrlPatterns: secretsOf(servers),
  })
}
