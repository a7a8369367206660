import { createCopiedCell } from '../../lib/adapters/clipboard-digest'
import { takeInDeposits } from '../../lib/adapters/deposits-v1'
import { isOnlyInMemory } from '../../lib/adapters/received/memory-and-disk'
import { createLastChecked, createStatusRound } from '../../lib/adapters/status-round'
import type { PendingShare } from '../../lib/domain/pending-share'
import { limitsOf } from '../../lib/domain/server-limits'
import { createClipboardTimeout } from '../../lib/usecases/clipboard-timeout'
import { importRecent } from '../../lib/usecases/import-account-secrets'
import { createLock, type Lock } from '../../lib/usecases/lock'
import { findLostAnswer } from '../../lib/usecases/lost-answer'
import { applyRetention } from '../../lib/usecases/retention'
import { createRetrieval } from '../../lib/usecases/retrieve-secret'
import type { ShareSession } from '../../lib/usecases/share-session'
import { createWatching, type Watching } from '../../lib/usecases/watch-secrets'
import { type Adapters, createAdapters } from './adapters'
import { wakeAt } from './alarms'
import { dropNotifications, notify, showBadge } from './badge-and-notifications'
import { copy, readClipboard } from './clipboard-and-offscreen'
import { createBackgroundReader } from './secret-reader'
import { createBackgroundSharing } from './share-session'
import { createUpdateGuard } from './update-guard'

/**
 * Every service of a worker, created once at startup. Nothing is listening or running yet. The worker may be
 * stopped at any point, so whatever must outlast it is in storage.
 */
export function createServices() {
  const adapters = createAdapters()
  const { session, api, received, now } = adapters
  const { watching, findLost } = makeWatching(adapters, () => sharing.idle())
  // While locked, this waits for the unlock.
  const takeIn = (): Promise<void> => takeInDeposits(adapters).catch(() => {})
  const lock: Lock = createLock({
    ...adapters,
    wakeAt: when => wakeAt('lock', when),
    async changed(state) {
      if (state === 'unlocked') {
        await takeIn()
        // Don't wait for the servers' answers.
        void watching.round().catch(() => {})
      } else {
        void watching.rearm().catch(() => {})
        await dropNotifications()
      }
      await showBadge(undefined, await watching.news())
      if (state === 'unlocked') await sharing.recover()
    },
  })
  const sharing: ShareSession = createBackgroundSharing({ adapters, lock, watching, findLost })
  const reader = createBackgroundReader(adapters)
  return {
    ...adapters,
    ...{ watching, lock, sharing, reader, takeIn },
    retrieval: createRetrieval({ api, received, reader }),
    clipboardTimeout: createClipboardTimeout({
      ...{ copied: createCopiedCell(session), read: readClipboard, copy, now },
      wakeAt: when => wakeAt('clear-clipboard', when),
    }),
    updates: createUpdateGuard({ now, holdsReading: () => isOnlyInMemory(adapters) }),
    /**
     * Resumes what an earlier worker left unfinished. A read error here must not block requests, which will
     * report it themselves.
     */
    recover: (): Promise<void> =>
      lock
        .wake()
        .then(sharing.recover, sharing.recover)
        .catch(() => {}),
  }
}
export type Services = ReturnType<typeof createServices>

/** Watches the status of shared secrets. `idle`: resolves once no share is in progress. */
function makeWatching(adapters: Adapters, idle: () => Promise<void>) {
  const { session, settings, api, history, accounts, vault, now } = adapters
  const watching: Watching = createWatching({
    ...adapters,
    asked: createLastChecked(session),
    inquiry: () => createStatusRound({ api, metadataKey: history.metadataKey }),
    accounts: accounts.ready,
    importFrom: (account, receipts) => importRecent({ ...adapters, idle }, account, receipts),
    wakeAt: when => wakeAt('watch', when),
    tell: async ended => {
      if ((await settings.read()).notify) await notify(ended)
    },
    paused: async () => (await vault.state()) === 'locked',
    applyRetention: chosen => applyRetention({ history, settings: chosen, now }),
    showNews: count => showBadge(undefined, count),
  })
  const longest = async (server: string) => limitsOf((await settings.read()).limits, server).account
  const findLost = (trace: PendingShare) =>
    watching.inTurn(() => findLostAnswer({ ...adapters, longest }, trace))
  return { watching, findLost }
}
