import { browser } from 'wxt/browser'
import { defineBackground } from 'wxt/utils/define-background'
import { i18n } from '#i18n'
import { createApi } from '../../lib/doors/api/api'
import { createComposing, createOutcome } from '../../lib/doors/composing'
import { createHistory } from '../../lib/doors/history'
import { answer, isQuestion } from '../../lib/doors/messages'
import { createSettings } from '../../lib/doors/settings'
import { createVault } from '../../lib/doors/vault'
import { share } from '../../lib/journeys/share'
import { shareSelection } from '../../lib/journeys/share-selection'
import { createSharing } from '../../lib/journeys/sharing'
import { chooseText } from '../../lib/rules/selection'
import { showBadge } from './badge'
import { copy } from './clipboard'
import { forgetLinkAt, isForgetLink } from './forget-link'
import { makeMenu, shareItem } from './menu'
import { allowed, network } from './network'
import { keyStore, openPopup, timeZone } from './platform'
import { commandSelection, menuSelection, readFrame, type Selection } from './selection'
import { toast } from './toast'

export default defineBackground(() => {
  const { local, session } = browser.storage
  const now = () => Date.now()
  const settings = createSettings(local, timeZone)
  const composing = createComposing(session)
  const history = createHistory(local, createVault(local, keyStore))
  const api = (origin: string) => createApi({ network, allowed }, origin)

  const sharing = createSharing({
    outcome: createOutcome(session),
    now,
    copy,
    share: (draft, sending) =>
      share(
        { api, history, now, newId: () => crypto.randomUUID(), line: i18n.t('stored.line'), sending },
        draft,
      ),
    changed: async outcome => {
      await Promise.all([
        showBadge(outcome),
        forgetLinkAt(outcome?.at === 'shared' ? outcome.until : undefined),
      ])
    },
  })
  // A worker that starts finds what the one before it left unfinished.
  const ready = sharing.recover()

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
  })

  const shareFrom = async (tabId: number, selection: Promise<Selection>) => {
    const [{ captured, from }] = await Promise.all([selection, ready])
    await shareSelection(
      { settings, composing, ...sharing, openPopup, toast: news => toast(tabId, news) },
      captured,
      from,
    )
  }

  browser.runtime.onInstalled.addListener(() => {
    void makeMenu()
  })
  browser.runtime.onStartup.addListener(() => {
    void makeMenu()
  })
  browser.contextMenus.onClicked.addListener((info, tab) => {
    if (info.menuItemId === shareItem && tab?.id !== undefined)
      void shareFrom(tab.id, menuSelection(info, tab.id))
  })
  browser.commands.onCommand.addListener((command, tab) => {
    if (command === 'share-selection' && tab?.id !== undefined)
      void shareFrom(tab.id, commandSelection(tab.id))
  })
  browser.runtime.onMessage.addListener((message: unknown, sender) => {
    const ours = sender.id === browser.runtime.id && sender.url?.startsWith(browser.runtime.getURL('/'))
    return ours && isQuestion(message) ? ready.then(() => respond(message)) : undefined
  })
  browser.alarms.onAlarm.addListener(alarm => {
    if (isForgetLink(alarm)) void sharing.dismiss()
  })
})
