import { i18n } from '#i18n'
import { createOutcome } from '../../lib/doors/composing'
import { createUntold } from '../../lib/doors/untold'
import { generate } from '../../lib/journeys/generate'
import { learnLimit } from '../../lib/journeys/learn-limit'
import type { Lock } from '../../lib/journeys/lock'
import { share } from '../../lib/journeys/share'
import { createSharing, type Sharing } from '../../lib/journeys/sharing'
import { type Granted, limitsOf, roomOf } from '../../lib/rules/limits'
import { ruled } from '../../lib/rules/policy'
import { wakeAt } from './alarms'
import { showBadge } from './badge'
import { copy, expectCopy, expectNothing } from './clipboard'
import type { Doors } from './doors'
import type { Watching } from './watching'

type Outside = { doors: Doors; lock: Lock; watching: Watching }

/** The making of secrets, by the rules and settings of the moment in which each is made. */
export function createBackgroundSharing({ doors, lock, watching }: Outside): Sharing {
  const { api, accounts, accountApi, settings, now, newId, session } = doors

  /** From a private window the history may have to stay empty. */
  const making = async (inPrivate: boolean) => {
    const policy = await doors.policy.read()
    const chosen = ruled(policy, await settings.read())
    const history = inPrivate && !chosen.keepPrivate ? undefined : doors.history
    const world = { api, accounts, accountApi, history, untold: createUntold(session), policy, now, newId }
    return { world, chosen }
  }

  return createSharing({
    outcome: createOutcome(doors.away.guarded),
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
      if (outcome?.at === 'sending') expectCopy()
      if (outcome?.at === 'failed') expectNothing()
      await Promise.all([
        watching.news().then(news => showBadge(outcome, news)),
        wakeAt('forget-link', outcome?.at === 'shared' ? outcome.until : undefined),
      ])
    },
  })
}
