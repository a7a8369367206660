import { computed, createModel, signal } from '@preact/signals'
import type { Call } from '../../lib/adapters/messages'
import { failureOf } from '../../lib/domain/fault'
import { type LockOptions, type LockState, shortestLockPassphrase } from '../../lib/domain/lock-options'
import type { Failure } from '../../lib/domain/share-outcome'
import type { SettingsSignal } from '../settings-signal'

type World = {
  call: Call
  settings: SettingsSignal
}

/** What is typed. `now`: the current passphrase; `next` and `again`: the new one. */
export type TypedPassphrases = { now: string; next: string; again: string }
const nothing: TypedPassphrases = { now: '', next: '', again: '' }

/** The change to the lock being made, or just made. */
export type LockFormState =
  | { to: 'nothing'; done?: 'set' | 'changed' | 'removed' }
  | { to: 'set' | 'change' | 'remove'; busy: boolean; failure?: Failure | 'notTheSame' }

/** The lock in the settings. */
export const LockModel = createModel(({ call, settings }: World, start: LockState) => {
  const state = signal(start)
  const form = signal<LockFormState>({ to: 'nothing' })
  const typed = signal(nothing)

  /** Checked first, so that an incomplete form doesn't count as a wrong passphrase. */
  function wrongWith(to: 'set' | 'change' | 'remove'): Failure | 'notTheSame' | undefined {
    const { now, next, again } = typed.peek()
    if (to !== 'set' && now === '') return { code: 'wrongPassphrase' }
    if (to === 'remove') return undefined
    const missing = shortestLockPassphrase - [...next.normalize('NFKC')].length
    if (missing > 0) return { code: 'lockTooShort', by: missing }
    return next === again ? undefined : 'notTheSame'
  }

  async function ask(to: 'set' | 'change' | 'remove'): Promise<void> {
    const { now, next } = typed.peek()
    if (to === 'set') await call('setLock', { passphrase: next })
    if (to === 'change') await call('changeLock', { passphrase: now, next })
    if (to === 'remove') await call('removeLock', { passphrase: now })
  }

  return {
    state,
    options: computed(() => settings.kept.value.lock),
    form,
    typed,
    /** The lock state changed, wherever that was done. Closes an idle form, which may no longer apply. */
    hear(next: LockState): void {
      if (next === state.peek()) return
      state.value = next
      const now = form.peek()
      if (now.to === 'nothing' || !now.busy) form.value = { to: 'nothing' }
    },
    open(to: 'set' | 'change' | 'remove'): void {
      typed.value = nothing
      form.value = { to, busy: false }
    },
    close(): void {
      typed.value = nothing
      form.value = { to: 'nothing' }
    },
    type(patch: Partial<TypedPassphrases>): void {
      typed.value = { ...typed.peek(), ...patch }
      const now = form.peek()
      if (now.to !== 'nothing' && now.failure) form.value = { to: now.to, busy: false }
    },
    async go(): Promise<void> {
      const { to, ...now } = form.peek()
      if (to === 'nothing' || ('busy' in now && now.busy)) return
      const failure = wrongWith(to)
      if (failure) {
        form.value = { to, busy: false, failure }
        return
      }
      form.value = { to, busy: true }
      try {
        await ask(to)
        typed.value = nothing
        state.value = to === 'remove' ? 'off' : 'unlocked'
        form.value = { to: 'nothing', done: to === 'set' ? 'set' : to === 'change' ? 'changed' : 'removed' }
      } catch (error) {
        form.value = { to, busy: false, failure: failureOf(error) }
      }
    },
    change: (patch: Partial<LockOptions>) => settings.change(({ lock }) => ({ lock: { ...lock, ...patch } })),
    lockNow: () => call('lockNow', undefined),
  }
})
export type LockModel = InstanceType<typeof LockModel>
