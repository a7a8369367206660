import { browser } from 'wxt/browser'
import { defineBackground } from 'wxt/utils/define-background'
import { i18n } from '#i18n'
import { createApi } from '../../lib/doors/api/api'
import { createCopied } from '../../lib/doors/clipboard'
import { createComposing, createOutcome } from '../../lib/doors/composing'
import { createHistory } from '../../lib/doors/history'
import { answer, isQuestion } from '../../lib/doors/messages'
import { createRevealings } from '../../lib/doors/revealing'
import { createSettings } from '../../lib/doors/settings'
import { createVault } from '../../lib/doors/vault'
import { clearLater, clearNow } from '../../lib/journeys/clear-clipboard'
import { createFetch } from '../../lib/journeys/fetch-secret'
import { share } from '../../lib/journeys/share'
import { shareSelection } from '../../lib/journeys/share-selection'
import { createSharing } from '../../lib/journeys/sharing'
import { chooseText } from '../../lib/rules/selection'
import { onAlarm, wakeAt } from './alarms'
import { showBadge } from './badge'
import { copy, expectCopy, expectNothing, readClipboard } from './clipboard'
import { makeMenu, revealItem, shareItem } from './menu'
import { allowed, network } from './network'
import { watchOwnServers } from './own-servers'
import { openWhenPermitted } from './permitted'
import { keyStore, openPopup, timeZone } from './platform'
import { openReveal } from './reveal-page'
import { commandSelection, menuSelection, readFrame, type Selection } from './selection'
import { watchSealedLinks } from './takeover'
import { toast } from './toast'

export default defineBackground(() => {
  const { local, session } = browser.storage
  const now = () => Date.now()
  const settings = createSettings(local, timeZone)
  const composing = createComposing(session)
  const history = createHistory(local, createVault(local, keyStore))
  const api = (origin: string) => createApi({ network, allowed }, origin)
  const revealings = createRevealings(session, () => crypto.randomUUID())
  const clipboard = {
    copied: createCopied(session),
    read: readClipboard,
    copy,
    now,
    wakeAt: (when: number) => wakeAt('clear-clipboard', when),
  }

  const sharing = createSharing({
    outcome: createOutcome(session),
    now,
    copy,
    share: async (draft, sending) => {
      const { opener } = await settings.read()
      const line = opener === undefined ? i18n.t('stored.line') : i18n.t('stored.lineWithOpener', [opener])
      return share({ api, history, now, newId: () => crypto.randomUUID(), line, opener, sending }, draft)
    },
    changed: async outcome => {
      if (outcome?.at === 'sending') void expectCopy()
      if (outcome?.at === 'failed') void expectNothing()
      await Promise.all([
        showBadge(outcome),
        wakeAt('forget-link', outcome?.at === 'shared' ? outcome.until : undefined),
      ])
    },
  })
  // A worker that starts finds what the one before it left unfinished.
  const ready = sharing.recover()

  const fetchSecret = createFetch({ api, revealings })
  const respond = answer({
    share: async draft => {
      const outcome = await sharing.share(draft)
      if (outcome.at === 'shared') await composing.finish((await settings.read()).sharing)
      return outcome
    },
    outcome: async () => {
      await showBadge(undefined)
      return sharing.current()
    },
    dismiss: () => sharing.dismiss(),
    recapture: async ({ tabId, frameId }) => chooseText(await readFrame(tabId, frameId), undefined),
    addServer: async ({ origin }) => {
      await api(origin).status()
      const { servers, ...kept } = await settings.read()
      await settings.write({ ...kept, servers: [...new Set([...servers, origin])] })
    },
    openLink: ({ text }) => openReveal(revealings, text),
    claim: ({ token }, tabId) => revealings.claim(token, tabId),
    fetch: async wanted => ({ stored: await fetchSecret(wanted) }),
    clearClipboard: what => clearLater(clipboard, what),
  })

  const shareFrom = async (tabId: number, selection: Promise<Selection>) => {
    const [{ captured, from }] = await Promise.all([selection, ready])
    await shareSelection(
      { settings, composing, ...sharing, openPopup, toast: news => toast(tabId, news) },
      captured,
      from,
    )
  }

  const remake = async () => makeMenu((await settings.read()).servers)
  browser.runtime.onInstalled.addListener(() => void remake())
  browser.runtime.onStartup.addListener(() => void remake())
  browser.storage.local.onChanged.addListener(({ settings }) => {
    if (settings) void remake()
  })
  browser.contextMenus.onClicked.addListener((info, tab) => {
    if (tab?.id === undefined) return
    if (info.menuItemId === shareItem) void shareFrom(tab.id, menuSelection(info, tab.id))
    if (info.menuItemId === revealItem) void openReveal(revealings, info.linkUrl ?? '', tab.id)
  })
  browser.commands.onCommand.addListener((command, tab) => {
    if (command === 'share-selection' && tab?.id !== undefined)
      void shareFrom(tab.id, commandSelection(tab.id))
  })
  browser.runtime.onMessage.addListener((message: unknown, sender) => {
    if (sender.id !== browser.runtime.id || !isQuestion(message)) return undefined
    if (!sender.url?.startsWith(browser.runtime.getURL('/'))) return undefined
    return ready.then(() => respond(message, sender.tab?.id))
  })
  watchSealedLinks({ settings, revealings })
  watchOwnServers(settings)
  openWhenPermitted(composing)
  onAlarm({ 'forget-link': sharing.dismiss, 'clear-clipboard': () => clearNow(clipboard) })
})
