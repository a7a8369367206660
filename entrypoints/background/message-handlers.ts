import type { MessageHandlers } from '../../lib/adapters/messages'
import { receivedId } from '../../lib/domain/digest'
import type { Draft } from '../../lib/domain/draft'
import { Fault } from '../../lib/domain/fault'
import { settleSelection } from '../../lib/domain/selection'
import { metadataPage } from '../../lib/domain/server'
import { missingLinks, type ShareOutcome } from '../../lib/domain/share-outcome'
import { burn, burnAll, burnBatch } from '../../lib/usecases/burn'
import {
  addAccount,
  changeAccount,
  removeAccount,
  replaceToken,
  testAccount,
} from '../../lib/usecases/edit-accounts'
import { addServer, countWaiting, removeServer } from '../../lib/usecases/edit-servers'
import { eraseEverything } from '../../lib/usecases/erase-everything'
import { exportHistory } from '../../lib/usecases/export-history'
import { restore } from '../../lib/usecases/restore-backup'
import { forget, forgetSettled, markSeen } from '../../lib/usecases/retention'
import { dropNotifications, showBadge } from './badge-and-notifications'
import { openReveal } from './open-pages'
import { isPrivate } from './private-window'
import { readFrame } from './selection-capture'
import type { Services } from './services'

/** The handler for each message our own pages may send. */
export function createHandlers(services: Services): MessageHandlers {
  const { sharing, watching, lock, retrieval, reader, policy, settings, history, vault, now } = services
  const { composing, revealSessions, received, damage, clipboardTimeout } = services

  /** A draft that can't be written must not delay or hide the link. */
  async function finished(draft: Draft, outcome: ShareOutcome): Promise<ShareOutcome> {
    const finish = async () => composing.finish(draft, (await settings.read()).sharing)
    if (outcome.at === 'shared' && missingLinks(outcome) === 0) await finish().catch(() => {})
    return outcome
  }

  return {
    share: async (draft, tabId) => finished(draft, await sharing.share(draft, await isPrivate(tabId))),
    shareRest: async (draft, tabId) =>
      finished(draft, await sharing.shareRest(draft, await isPrivate(tabId))),
    generate: async ({ draft, length }, tabId) =>
      finished(draft, await sharing.generate(draft, length, await isPrivate(tabId))),
    outcome: async () => {
      // Whoever opens the popup does not wait for its icon.
      void watching
        .news()
        .then(news => showBadge(undefined, news))
        .catch(() => {})
      return sharing.current()
    },
    dismiss: () => sharing.dismiss(),
    copied: ({ id, what }) => sharing.copied(id, what),
    forgetLink: ({ id }) => sharing.forget(id),
    forgetAsking: composing.forgetAsking,
    recapture: async ({ tabId, frameId }) => settleSelection(await readFrame(tabId, frameId), undefined),

    addServer: ({ origin }) => addServer(services, origin),
    checkServer: async ({ origin }) => {
      await services.api(origin).status()
    },
    serverUse: async ({ origin }) => ({ waiting: await countWaiting(services, origin) }),
    removeServer: ({ origin }) => removeServer(services, origin),

    // Tokens are write-only: no message returns one.
    addAccount: async account => ({ id: await addAccount(services, account) }),
    changeAccount: ({ id, ...change }) => changeAccount(services, id, change),
    replaceToken: ({ id, token }) => replaceToken(services, id, token),
    testAccount: ({ id }) => testAccount(services, id),
    removeAccount: ({ id }) => removeAccount(services, id),

    claim: ({ token }, tabId) => revealSessions.claim(token, tabId),
    openLink: ({ text }) => openReveal(revealSessions, text),
    reveal: async (asked, tabId) => retrieval.read({ ...asked, inPrivate: await isPrivate(tabId) }),
    revealEnd: retrieval.end,
    received: async ask => received.find('id' in ask ? ask.id : await receivedId(ask)),
    keepReceived: ({ wanted, came }) => reader.keep(wanted, came),
    async keepShown({ token }, tabId) {
      const found = await revealSessions.read(token)
      if (found?.shown === undefined) return undefined
      const came = { at: now(), status: 200, intended: null, body: found.shown, binary: false, whole: true }
      await received.keep({ came }, { inPrivate: await isPrivate(tabId), earlier: undefined })
      return received.find(await receivedId(found.shown))
    },
    forgetReceived: ({ id }) => received.forget(id),
    clearClipboard: clipboardTimeout.start,

    check: async () => {
      await Promise.all([watching.round(true), damage.look()])
    },
    seen: async () => {
      await Promise.all([markSeen(services), dropNotifications()])
    },
    burn: async wanted => ({ state: await burn(services, wanted) }),
    burnAll: () => burnAll(services),
    burnBatch: async wanted => {
      const burned = await burnBatch(services, wanted)
      await Promise.all(burned.ended.map(sharing.forget)).catch(() => {})
      return burned
    },
    rename: async ({ id, label }) => {
      await history.change(id, entry => ({ ...entry, label }))
    },
    forget: ({ id }) => forget(services, id),
    forgetSettled: () => forgetSettled(services),
    metadataPage: async ({ id }) => {
      const entry = await history.find(id)
      if (!entry) throw new Fault('gone')
      return { address: metadataPage(entry.server, await history.metadataKey(entry)) }
    },
    exportHistory: async ({ as }) => ({ text: exportHistory(await history.all(), as) }),
    restore: ({ text }) => restore(services, text),
    eraseAll: async () => {
      // A secret still being received goes only to the page waiting for it, and is not stored.
      await reader.forget()
      const left = await sharing.erase(() => eraseEverything(services))
      await policy.refresh()
      // A lock is gone, too.
      await watching.news().then(
        news => showBadge(undefined, news),
        () => {},
      )
      return { left }
    },
    lookForDamage: damage.look,
    clearDamage: damage.clear,

    lockState: async () => ({ state: await vault.state() }),
    unlock: ({ passphrase }) => lock.unlock(passphrase),
    lockNow: () => lock.lock(),
    setLock: ({ passphrase }) => lock.set(passphrase),
    changeLock: ({ passphrase, next }) => lock.change(passphrase, next),
    removeLock: ({ passphrase }) => lock.remove(passphrase),
  }
}
