import { browser } from 'wxt/browser'
import { underRules } from '../../lib/doors/settings'
import { gathered } from '../../lib/doors/turns'
import type { Lock } from '../../lib/journeys/lock'
import { complain, type News, type Selection, shareSelection } from '../../lib/journeys/share-selection'
import type { Sharing } from '../../lib/journeys/sharing'
import { failureOf } from '../../lib/rules/outcome'
import type { Doors } from './doors'
import { makeMenu, revealItem, shareItem } from './menu'
import { openPopup } from './platform'
import { openReveal } from './reveal-page'
import { commandSelection, menuSelection, putLink } from './selection'
import { toast } from './toast'

/** Where there is no tab to speak in, as in a window of the browser's own. */
const noTab = -1

type Outside = { doors: Doors; lock: Lock; sharing: Sharing; ready: Promise<void> }

/** What a person asks for in a page: by the context menu and by keys. */
export function hearGestures({ doors, lock, sharing, ready }: Outside): void {
  const { composing, settings, policy, known, revealings } = doors

  const speak = (tabId: number) => ({
    ...{ openPopup, failed: sharing.failed },
    toast: (news: News) => toast(tabId, news),
  })

  /** Whatever a person asks for ends in words. */
  const orSay = (tabId: number, work: Promise<unknown>): void => {
    const say = (error: unknown) => complain(speak(tabId), failureOf(error))
    void work.catch(say).catch(() => {})
  }

  const shareFrom = async (
    { id, incognito }: { id: number; incognito: boolean },
    selecting: Promise<Selection>,
    wish: 'copy' | 'replace',
  ) => {
    const [selection] = await Promise.all([selecting, ready])
    const before = sharing.erasures()
    await shareSelection(
      {
        ...speak(id),
        dismiss: sharing.dismiss,
        composing: {
          // Once everything was erased, no text of before comes back.
          bring: async (...text) => {
            if (sharing.erasures() === before) await composing.bring(...text)
          },
        },
        // Where the rules can't be read, the share says so, and the text is kept.
        settings: underRules(settings, () => policy.read().catch(() => 'broken')),
        mayShare: lock.mayShare,
        share: draft => sharing.share(draft, incognito),
        put: putLink,
      },
      selection,
      wish,
    )
  }

  // Two at once would both take everything away, and then both put the same in.
  const remake = gathered(async () => makeMenu((await known.read()).servers))
  // What fails is made at the next start, or with the next change.
  const make = () => void remake().catch(() => {})
  browser.runtime.onInstalled.addListener(make)
  browser.runtime.onStartup.addListener(make)
  browser.storage.local.onChanged.addListener(({ settings, policy }) => {
    if (settings || policy) make()
  })
  browser.contextMenus.onClicked.addListener((info, tab) => {
    if (tab?.id === undefined) return
    const { id, incognito } = tab
    if (info.menuItemId === shareItem)
      orSay(id, shareFrom({ id, incognito }, menuSelection(info, id), 'copy'))
    if (info.menuItemId === revealItem) orSay(id, openReveal(revealings, info.linkUrl ?? '', id))
  })
  browser.commands.onCommand.addListener((command, tab) => {
    if (command === 'lock') orSay(tab?.id ?? noTab, lock.lock())
    const wish = command === 'share-and-replace' ? 'replace' : 'copy'
    if (command.startsWith('share-') && tab?.id !== undefined)
      orSay(tab.id, shareFrom({ id: tab.id, incognito: tab.incognito }, commandSelection(tab.id), wish))
  })
}
