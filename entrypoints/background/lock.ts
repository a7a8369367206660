import type { AwayDoor } from '../../lib/doors/away'
import type { Handlers } from '../../lib/doors/messages'
import type { SettingsDoor } from '../../lib/doors/settings'
import type { Vault } from '../../lib/doors/vault'
import { createLock, type Lock } from '../../lib/journeys/lock'
import { wakeAt } from './alarms'
import { showBadge } from './badge'
import { dropNotifications } from './notifications'

type Outside = {
  vault: Vault
  away: AwayDoor
  settings: SettingsDoor
  now: () => number
  watching: { round: () => Promise<void>; rearm: () => Promise<void>; news: () => Promise<number> }
  /** Takes up what was being shared when a worker stopped. */
  recover: () => Promise<void>
  /** Makes what an earlier version kept ours. */
  takeIn: () => Promise<void>
}

/** The lock, with what its closing and opening mean for the badge, the notifications and the watching. */
export function createBackgroundLock({ watching, recover, takeIn, ...world }: Outside): Lock {
  return createLock({
    ...world,
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
      if (state === 'unlocked') await recover()
    },
  })
}

type Names = 'lockState' | 'unlock' | 'lockNow' | 'setLock' | 'changeLock' | 'removeLock'

export const lockHandlers = (lock: Lock, vault: Vault): Pick<Handlers, Names> => ({
  lockState: async () => ({ state: await vault.state() }),
  unlock: ({ passphrase }) => lock.unlock(passphrase),
  lockNow: () => lock.lock(),
  setLock: ({ passphrase }) => lock.set(passphrase),
  changeLock: ({ passphrase, next }) => lock.change(passphrase, next),
  removeLock: ({ passphrase }) => lock.remove(passphrase),
})
