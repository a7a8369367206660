import { createCopied } from '../../lib/doors/clipboard'
import { takeInDeposits } from '../../lib/doors/deposits-of-1'
import { createAsked, createInquiry } from '../../lib/doors/inquiry'
import { isOnlyInMemory } from '../../lib/doors/received/stores'
import { createClipboardTimeout } from '../../lib/journeys/clear-clipboard'
import { findOrphan } from '../../lib/journeys/find-orphan'
import { importRecent } from '../../lib/journeys/import-recent'
import { keepHouse } from '../../lib/journeys/keep-house'
import { createLock, type Lock } from '../../lib/journeys/lock'
import { createRetrieval } from '../../lib/journeys/retrieve'
import type { Sharing } from '../../lib/journeys/sharing'
import { createWatching, type Watching } from '../../lib/journeys/watch'
import { limitsOf } from '../../lib/rules/limits'
import type { Trace } from '../../lib/rules/trace'
import { type Adapters, createAdapters } from './adapters'
import { wakeAt } from './alarms'
import { dropNotifications, notify, showBadge } from './badge-and-notifications'
import { copy, readClipboard } from './clipboard-and-offscreen'
import { createBackgroundReader } from './reader'
import { createBackgroundSharing } from './sharing'
import { createUpdateGuard } from './update'

/**
 * Everything that a worker can do, made once as it starts. Nothing is listened to and nothing is begun yet; and as the
 * worker may be stopped between any two lines, whatever must outlast it lies in storage.
 */
export function createServices() {
  const adapters = createAdapters()
  const { session, api, received, now } = adapters
  const { watching, findLost } = makeWatching(adapters, () => sharing.idle())
  // Where the lock is closed, it is done once it opens.
  const takeIn = (): Promise<void> => takeInDeposits(adapters).catch(() => {})
  const lock: Lock = createLock({
    ...adapters,
    wakeAt: when => wakeAt('lock', when),
    async changed(state) {
      if (state === 'unlocked') await takeIn()
      // The servers' answers are not waited for.
      if (state === 'unlocked') void watching.round().catch(() => {})
      else {
        void watching.rearm().catch(() => {})
        await dropNotifications()
      }
      await showBadge(undefined, await watching.news())
      if (state === 'unlocked') await sharing.recover()
    },
  })
  const sharing: Sharing = createBackgroundSharing({ adapters, lock, watching, findLost })
  const reader = createBackgroundReader(adapters)
  return {
    ...adapters,
    ...{ watching, lock, sharing, reader, takeIn },
    retrieval: createRetrieval({ api, received, reader }),
    clipboardTimeout: createClipboardTimeout({
      ...{ copied: createCopied(session), read: readClipboard, copy, now },
      wakeAt: when => wakeAt('clear-clipboard', when),
    }),
    updates: createUpdateGuard({ now, holdsReading: () => isOnlyInMemory(adapters) }),
    /**
     * Takes up what an earlier worker left unfinished. What can't be read just now is no reason to answer nobody:
     * whoever asks is told so.
     */
    recover: (): Promise<void> =>
      lock
        .wake()
        .then(sharing.recover, sharing.recover)
        .catch(() => {}),
  }
}
export type Services = ReturnType<typeof createServices>

/** What keeps an eye on what was shared. `idle`: waits for what is being shared. */
function makeWatching(adapters: Adapters, idle: () => Promise<void>) {
  const { session, settings, api, history, accounts, vault, now } = adapters
  const watching: Watching = createWatching({
    ...adapters,
    asked: createAsked(session),
    inquiry: () => createInquiry({ api, metadataKey: history.metadataKey }),
    accounts: accounts.ready,
    importFrom: (account, receipts) => importRecent({ ...adapters, idle }, account, receipts),
    wakeAt: when => wakeAt('watch', when),
    tell: async ended => {
      if ((await settings.read()).notify) await notify(ended)
    },
    paused: async () => (await vault.state()) === 'locked',
    keepHouse: chosen => keepHouse({ history, settings: chosen, now }),
    showNews: count => showBadge(undefined, count),
  })
  const longest = async (server: string) => limitsOf((await settings.read()).limits, server).account
  const findLost = (trace: Trace) => watching.inTurn(() => findOrphan({ ...adapters, longest }, trace))
  return { watching, findLost }
}
