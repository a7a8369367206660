import { browser } from 'wxt/browser'
import { defineBackground } from 'wxt/utils/define-background'
import { i18n } from '#i18n'
import { createAccounts } from '../../lib/doors/accounts'
import { createAccountApi } from '../../lib/doors/api/account-api'
import { createApi } from '../../lib/doors/api/api'
import { createAway } from '../../lib/doors/away'
import { createCopied } from '../../lib/doors/clipboard'
import { createComposing, createOutcome } from '../../lib/doors/composing'
import { createDamage } from '../../lib/doors/damage'
import { createHistory } from '../../lib/doors/history'
import { answer, type Handlers, isQuestion } from '../../lib/doors/messages'
import { createPermissions } from '../../lib/doors/permissions'
import { createRevealings } from '../../lib/doors/revealing'
import { createSettings, underRules } from '../../lib/doors/settings'
import { createUntold } from '../../lib/doors/untold'
import { createVault } from '../../lib/doors/vault'
import { clearLater, clearNow } from '../../lib/journeys/clear-clipboard'
import { createFetch } from '../../lib/journeys/fetch-secret'
import { generate } from '../../lib/journeys/generate'
import { learnLimit } from '../../lib/journeys/learn-limit'
import { restore } from '../../lib/journeys/restore'
import { share } from '../../lib/journeys/share'
import { type Selection, shareSelection } from '../../lib/journeys/share-selection'
import { createSharing } from '../../lib/journeys/sharing'
import type { Account } from '../../lib/rules/account'
import { type Granted, limitsOf, roomOf } from '../../lib/rules/limits'
import type { Outcome } from '../../lib/rules/outcome'
import { ruled } from '../../lib/rules/policy'
import { chooseText } from '../../lib/rules/selection'
import { accountHandlers } from './accounts'
import { onAlarm, wakeAt } from './alarms'
import { showBadge } from './badge'
import { copy, expectCopy, expectNothing, readClipboard } from './clipboard'
import { historyHandlers } from './history'
import { createBackgroundLock, lockHandlers } from './lock'
import { makeMenu, revealItem, shareItem } from './menu'
import { allowed, network } from './network'
import { onNotificationClicked } from './notifications'
import { watchOwnServers } from './own-servers'
import { openWhenPermitted } from './permitted'
import { isPrivate, keyStore, openPopup, timeZone } from './platform'
import { onOfferTaken } from './replacing'
import { openReveal } from './reveal-page'
import { keepRules } from './rules'
import { commandSelection, menuSelection, putLink, readFrame } from './selection'
import { serverHandlers } from './servers'
import { watchSealedLinks } from './takeover'
import { toast } from './toast'
import { watchSecrets } from './watching'

export default defineBackground(() => {
  const { local, session } = browser.storage
  const now = () => Date.now()
  const settings = createSettings(local, timeZone)
  const { policy, shown } = keepRules()
  /** The servers whose links are ours to read: nothing that happens on a page waits for the rules. */
  const known = underRules(settings, shown.read)
  const vault = createVault({ local, session }, keyStore, now)
  const sharesLocked = async () => (await settings.read()).lock.sharing
  const away = createAway({ session, vault, now, sharing: sharesLocked })
  const composing = createComposing(away.guarded)
  const history = createHistory(local, vault)
  const api = (origin: string) => createApi({ network, allowed }, origin)
  const accounts = createAccounts(local, vault)
  const accountApi = (account: Account) =>
    createAccountApi({ network, allowed }, account, accepted => accounts.heard(account.id, accepted))
  const paused = async () => (await vault.state()) === 'locked'
  const idle = (): Promise<void> => sharing.idle()
  const watching = watchSecrets({
    ...{ history, settings, policy, api, accountApi, now, accounts, paused, idle },
  })
  const lock = createBackgroundLock({ vault, away, settings, now, watching })
  const damage = createDamage({ local, session, vault })
  const permissions = createPermissions(browser.permissions, browser.runtime.getManifest())
  const revealings = createRevealings(away.guarded, () => crypto.randomUUID())
  const clipboard = {
    copied: createCopied(session),
    read: readClipboard,
    copy,
    now,
    wakeAt: (when: number) => wakeAt('clear-clipboard', when),
  }

  /** What it takes to make a secret; from a private window its history may have to stay empty. */
  const making = async (inPrivate: boolean) => {
    const rules = await policy.read()
    const chosen = ruled(rules, await settings.read())
    const kept = inPrivate && !chosen.keepPrivate ? undefined : history
    const newId = () => crypto.randomUUID()
    return {
      chosen,
      world: {
        api,
        accounts,
        accountApi,
        history: kept,
        untold: createUntold(session),
        policy: rules,
        now,
        newId,
      },
    }
  }
  const sharing = createSharing({
    outcome: createOutcome(away.guarded),
    now,
    copy,
    share: async (draft, sending, inPrivate) => {
      const { world, chosen } = await making(inPrivate)
      const { opener, limits } = chosen
      const line = opener === undefined ? i18n.t('stored.line') : i18n.t('stored.lineWithOpener', [opener])
      const room = roomOf(limitsOf(limits, draft.server))
      const learn = (server: string, granted: Granted) => learnLimit({ settings }, server, granted)
      return share({ ...world, line, room, opener, sending, learn }, await lock.letThrough(draft))
    },
    generate: async (draft, length, sending, inPrivate) =>
      generate({ ...(await making(inPrivate)).world, sending }, await lock.letThrough(draft), length),
    find: watching.find,
    changed: async outcome => {
      if (outcome?.at === 'sending') void expectCopy()
      if (outcome?.at === 'failed') void expectNothing()
      await Promise.all([
        watching.news().then(news => showBadge(outcome, news)),
        wakeAt('forget-link', outcome?.at === 'shared' ? outcome.until : undefined),
      ])
    },
  })
  // A worker that starts finds what the one before it left unfinished.
  const ready = lock.settle().then(sharing.recover, sharing.recover)

  const fetchSecret = createFetch({ api, revealings })
  const finished = async (outcome: Outcome) => {
    if (outcome.at === 'shared') await composing.finish((await settings.read()).sharing)
    return outcome
  }
  const handlers: Handlers = {
    share: async (draft, tabId) => finished(await sharing.share(draft, await isPrivate(tabId))),
    generate: async ({ draft, length }, tabId) =>
      finished(await sharing.generate(draft, length, await isPrivate(tabId))),
    outcome: async () => {
      await showBadge(undefined, await watching.news())
      return sharing.current()
    },
    dismiss: () => sharing.dismiss(),
    recapture: async ({ tabId, frameId }) => chooseText((await readFrame(tabId, frameId))?.text, undefined),
    ...serverHandlers({ settings, policy, history, api, permissions, accounts }),
    openLink: ({ text }) => openReveal(revealings, text),
    claim: ({ token }, tabId) => revealings.claim(token, tabId),
    fetch: async wanted => ({ stored: await fetchSecret(wanted) }),
    clearClipboard: what => clearLater(clipboard, what),
    check: async () => {
      await Promise.all([watching.round(true), damage.look()])
    },
    lookForDamage: damage.look,
    clearDamage: damage.clear,
    restore: ({ text }) => restore({ settings, accounts, policy, now }, text),
    ...accountHandlers({ accounts, accountApi, settings, policy, api, now, local }),
    ...historyHandlers({
      ...{ history, vault, api, now, local, session, permissions, policy },
      dismiss: sharing.dismiss,
    }),
    ...lockHandlers(lock, vault),
  }
  const respond = answer(handlers, lock.permit)

  const shareFrom = async (
    { id, incognito }: { id: number; incognito: boolean },
    selecting: Promise<Selection>,
    wish: 'copy' | 'replace',
  ) => {
    const [selection] = await Promise.all([selecting, ready])
    await shareSelection(
      {
        ...{ composing, openPopup, dismiss: sharing.dismiss },
        // Where the rules can't be read, the share says so, and the text is kept.
        settings: underRules(settings, () => policy.read().catch(() => 'broken')),
        mayShare: lock.mayShare,
        share: draft => sharing.share(draft, incognito),
        put: putLink,
        toast: news => toast(id, news),
      },
      selection,
      wish,
    )
  }

  const remake = async () => makeMenu((await known.read()).servers)
  browser.runtime.onInstalled.addListener(() => void remake())
  browser.runtime.onStartup.addListener(() => void remake())
  browser.storage.local.onChanged.addListener(({ settings, policy }) => {
    if (settings || policy) void remake()
    if (settings) void lock.use()
  })
  browser.contextMenus.onClicked.addListener((info, tab) => {
    if (tab?.id === undefined) return
    const { id, incognito } = tab
    if (info.menuItemId === shareItem) void shareFrom({ id, incognito }, menuSelection(info, id), 'copy')
    if (info.menuItemId === revealItem) void openReveal(revealings, info.linkUrl ?? '', tab.id)
  })
  browser.commands.onCommand.addListener((command, tab) => {
    if (command === 'lock') void lock.lock()
    const wish = command === 'share-and-replace' ? 'replace' : 'copy'
    if (command.startsWith('share-') && tab?.id !== undefined)
      void shareFrom({ id: tab.id, incognito: tab.incognito }, commandSelection(tab.id), wish)
  })
  browser.runtime.onMessage.addListener((message: unknown, sender) => {
    if (sender.id !== browser.runtime.id || !isQuestion(message)) return undefined
    if (!sender.url?.startsWith(browser.runtime.getURL('/'))) return undefined
    return ready.then(() => respond(message, sender.tab?.id))
  })
  watchSealedLinks({ settings: known, revealings })
  watchOwnServers(known)
  openWhenPermitted(composing)
  onOfferTaken(() => ready.then(sharing.current))
  onNotificationClicked()
  onAlarm({
    'forget-link': sharing.dismiss,
    'clear-clipboard': () => clearNow(clipboard),
    watch: () => watching.round(),
    lock: lock.settle,
  })
})
