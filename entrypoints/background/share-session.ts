import { i18n } from '#i18n'
import { recipientWords } from '../../components/recipient-words'
import { createEarlierLinksCell, createShareStatusCell } from '../../lib/adapters/recent-links'
import { openerInForce, settingsUnderPolicy } from '../../lib/domain/policy'
import { limitsOf, storedBytesOf } from '../../lib/domain/server-limits'
import type { Lock } from '../../lib/usecases/lock'
import { generateOnServer, share } from '../../lib/usecases/share'
import {
  createShareSession,
  type ShareSession,
  type ShareSessionWorld,
} from '../../lib/usecases/share-session'
import type { Watching } from '../../lib/usecases/watch-secrets'
import type { Adapters } from './adapters'
import { setFor, wakeAt } from './alarms'
import { showBadge } from './badge-and-notifications'
import { copy, expectCopy, expectNothing } from './clipboard-and-offscreen'

type Outside = {
  adapters: Adapters
  lock: Lock
  watching: Pick<Watching, 'news'>
  findLost: ShareSessionWorld['find']
}

/** A JSON file of the extension. */
const readOwnFile = async (path: string): Promise<unknown> => (await fetch(path)).json()

/** Shares secrets under the policy and settings in force when each is made. */
export function createBackgroundSharing({ adapters, lock, watching, findLost }: Outside): ShareSession {
  const { api, accounts, accountApi, settings, untold, composing, now, newId } = adapters

  /** Shares from a private window may have to stay out of the history. */
  const making = async (inPrivate: boolean) => {
    const policy = await adapters.policy.read()
    const chosen = settingsUnderPolicy(policy, await settings.read())
    const history = inPrivate && !chosen.keepPrivate ? undefined : adapters.history
    const world = { api, accounts, accountApi, history, untold, policy, now, newId }
    return { world, chosen }
  }

  return createShareSession({
    outcome: createShareStatusCell(adapters.away.guarded),
    earlier: createEarlierLinksCell(adapters.away.guarded),
    now,
    alarm: () => setFor('forget-link'),
    wakeAt: when => wakeAt('forget-link', when),
    copy,
    newId,
    leave: composing.leave,
    share: async (draft, steps, inPrivate, batch) => {
      const { world, chosen } = await making(inPrivate)
      const opener = openerInForce(world.policy, chosen, import.meta.env.WXT_OPENER)
      const { t, missing } = await recipientWords(i18n.t, draft.language, readOwnFile)
      const line = opener === undefined ? t('stored.line') : t('stored.lineWithOpener', [opener])
      const room = storedBytesOf(limitsOf(chosen.limits, draft.server))
      await lock.checkOpen()
      return share({ ...world, settings, line, room, opener, batch, ownLanguage: missing, ...steps }, draft)
    },
    generate: async (draft, length, steps, inPrivate) => {
      const { world } = await making(inPrivate)
      await lock.checkOpen()
      return generateOnServer({ ...world, ...steps }, draft, length)
    },
    find: findLost,
    changed: async outcome => {
      if (outcome?.at === 'sending' && !outcome.batch) expectCopy()
      if (outcome?.at === 'failed') {
        expectNothing()
        // A fault that cannot be noted is missing in a report, nothing worse.
        void adapters.faults.note('share', outcome.failure.code).catch(() => {})
      }
      await showBadge(outcome, await watching.news())
    },
  })
}
