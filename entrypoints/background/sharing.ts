import { i18n } from '#i18n'
import { createEarlier, createOutcome } from '../../lib/doors/links'
import type { Lock } from '../../lib/journeys/lock'
import { generate, share } from '../../lib/journeys/share'
import { createSharing, type Sharing } from '../../lib/journeys/sharing'
import { limitsOf, roomOf } from '../../lib/rules/limits'
import { ruled } from '../../lib/rules/policy'
import { setFor, wakeAt } from './alarms'
import { showBadge } from './badge'
import { copy, expectCopy, expectNothing } from './clipboard'
import type { Doors } from './doors'
import type { Watching } from './watching'

type Outside = { doors: Doors; lock: Lock; watching: Watching }

/** The making of secrets, by the rules and settings of the moment in which each is made. */
export function createBackgroundSharing({ doors, lock, watching }: Outside): Sharing {
  const { api, accounts, accountApi, settings, untold, now, newId } = doors

  /** From a private window the history may have to stay empty. */
  const making = async (inPrivate: boolean) => {
    const policy = await doors.policy.read()
    const chosen = ruled(policy, await settings.read())
    const history = inPrivate && !chosen.keepPrivate ? undefined : doors.history
    const world = { api, accounts, accountApi, history, untold, policy, now, newId }
    return { world, chosen }
  }

  return createSharing({
    outcome: createOutcome(doors.away.guarded),
    earlier: createEarlier(doors.away.guarded),
    now,
    alarm: () => setFor('forget-link'),
    wakeAt: when => wakeAt('forget-link', when),
    copy,
    share: async (draft, steps, inPrivate) => {
      const { world, chosen } = await making(inPrivate)
      const { opener, limits } = chosen
      const line = opener === undefined ? i18n.t('stored.line') : i18n.t('stored.lineWithOpener', [opener])
      const room = roomOf(limitsOf(limits, draft.server))
      return share({ ...world, settings, line, room, opener, ...steps }, await lock.letThrough(draft))
    },
    generate: async (draft, length, steps, inPrivate) =>
      generate({ ...(await making(inPrivate)).world, ...steps }, await lock.letThrough(draft), length),
    find: watching.find,
    changed: async outcome => {
      if (outcome?.at === 'sending') expectCopy()
      if (outcome?.at === 'failed') expectNothing()
      await showBadge(outcome, await watching.news())
    },
  })
}
