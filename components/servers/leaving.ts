import { type Signal, signal } from '@preact/signals'
import type { Call } from '../../lib/doors/messages'
import { type Failure, failureOf } from '../../lib/rules/outcome'

/** The question before a server is removed: how many secrets wait there, or why it stays. */
export type Leaving = { origin: string; waiting: number; failure?: Failure }

/** Removes a server once the person knows what that means. */
export function createLeaving(call: Call, removed: (origin: string) => Promise<void>) {
  const leaving: Signal<Leaving | undefined> = signal(undefined)
  return {
    leaving,
    async askToRemove(origin: string): Promise<void> {
      try {
        leaving.value = { origin, ...(await call('serverUse', { origin })) }
      } catch (error) {
        leaving.value = { origin, waiting: 0, failure: failureOf(error) }
      }
    },
    keep() {
      leaving.value = undefined
    },
    async remove(): Promise<void> {
      const asked = leaving.peek()
      if (!asked) return
      try {
        await call('removeServer', { origin: asked.origin })
        await removed(asked.origin)
        leaving.value = undefined
      } catch (error) {
        leaving.value = { ...asked, failure: failureOf(error) }
      }
    },
  }
}
