import type { ComponentChildren } from 'preact'
import { lockScreen } from '../../components/lock/Screen'
import { WhileLocked } from '../../components/lock/WhileLocked'
import type { Call } from '../../lib/doors/messages'

/** The popup while the lock is closed, once everything that may not be read is put away. */
export async function meetLock(call: Call) {
  await call('lockState', undefined)
  return {
    screen: lockScreen(call),
    /** The composer of those who let sharing go on. */
    over: (composer: ComponentChildren, onUnlock: () => void) => (
      <>
        <WhileLocked onUnlock={onUnlock} />
        {composer}
      </>
    ),
  }
}
