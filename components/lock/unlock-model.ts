import { createModel, signal } from '@preact/signals'
import type { Call } from '../../lib/adapters/messages'
import { failureOf } from '../../lib/domain/fault'
import type { Failure } from '../../lib/domain/share-outcome'

export type UnlockModelWorld = {
  call: Call
  /** Reloads the page in its unlocked state. */
  leave: () => void
  /** Calls `run` after `ms` milliseconds; the result cancels it. */
  later: (run: () => void, ms: number) => () => void
}

/** `waiting`: seconds until another attempt is allowed. */
export type UnlockStep =
  | { at: 'ready' }
  | { at: 'working' }
  | { at: 'refused'; failure: Failure }
  | { at: 'waiting'; seconds: number }

/** The unlock screen: unlocking, or erasing everything if the passphrase is forgotten. */
export const UnlockModel = createModel((world: UnlockModelWorld) => {
  const step = signal<UnlockStep>({ at: 'ready' })
  const passphrase = signal('')
  const forgotten = signal<'no' | 'asking' | 'erasing'>('no')

  function wait(seconds: number): void {
    step.value = seconds > 0 ? { at: 'waiting', seconds } : { at: 'ready' }
    if (seconds > 0) world.later(() => wait(seconds - 1), 1_000)
  }

  function refuse(failure: Failure): void {
    if (failure.code === 'lockWait') wait(failure.by ?? 1)
    else step.value = { at: 'refused', failure }
  }

  return {
    step,
    passphrase,
    forgotten,
    type(text: string): void {
      passphrase.value = text
      if (step.peek().at === 'refused') step.value = { at: 'ready' }
    },
    async unlock(): Promise<void> {
      const { at } = step.peek()
      if (at === 'working' || at === 'waiting' || passphrase.peek() === '') return
      step.value = { at: 'working' }
      const asked = world.call('unlock', { passphrase: passphrase.peek() })
      await asked.then(
        () => {
          passphrase.value = ''
          world.leave()
        },
        (error: unknown) => refuse(failureOf(error)),
      )
    },
    forget(asking: boolean): void {
      forgotten.value = asking ? 'asking' : 'no'
    },
    /** The second, confirming press. */
    async erase(): Promise<void> {
      if (forgotten.peek() !== 'asking') return
      forgotten.value = 'erasing'
      await world.call('eraseAll', undefined).then(world.leave, (error: unknown) => {
        forgotten.value = 'no'
        refuse(failureOf(error))
      })
    },
  }
})
export type UnlockModel = InstanceType<typeof UnlockModel>
