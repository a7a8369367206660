import { signal } from '@preact/signals'
import type { Call } from '../lib/adapters/messages'
import { failureOf } from '../lib/domain/fault'
import type { EndState } from '../lib/domain/history-entry'
import type { Failure } from '../lib/domain/share-outcome'

/** The confirmation before burning. `locked`: the server requires the passphrase. */
type Question = { locked: boolean; passphrase: string }

/** Burning one secret, from the confirmation to the result. */
export type BurnState =
  | { at: 'idle' }
  | ({ at: 'asking'; failure?: Failure } & Question)
  | ({ at: 'burning' } & Question)
  | { at: 'done'; state: EndState }

export function createBurn(call: Call) {
  const burning = signal<BurnState>({ at: 'idle' })
  return {
    burning,
    askToBurn: (locked: boolean) => {
      burning.value = { at: 'asking', locked, passphrase: '' }
    },
    typeToBurn: (passphrase: string) => {
      burning.value = { at: 'asking', locked: true, passphrase }
    },
    stopBurning: () => {
      burning.value = { at: 'idle' }
    },
    /** Only after the confirmation: no single press burns. */
    async burn(id: string): Promise<void> {
      const now = burning.peek()
      if (now.at !== 'asking') return
      const { locked, passphrase } = now
      if (locked && passphrase === '') return
      burning.value = { at: 'burning', locked, passphrase }
      try {
        const { state } = await call('burn', locked ? { id, passphrase } : { id })
        burning.value = { at: 'done', state }
      } catch (error) {
        const failure = failureOf(error)
        // A secret made elsewhere may have a passphrase we don't know of.
        burning.value = { at: 'asking', locked: locked || failure.code === 'refused', passphrase, failure }
      }
    },
  }
}

/** Keeps one burn state per secret, so that it survives closing and reopening the view. */
export function createBurns(call: Call) {
  const begun = new Map<string, ReturnType<typeof createBurn>>()
  return (id: string) => {
    const burning = begun.get(id) ?? createBurn(call)
    begun.set(id, burning)
    return burning
  }
}
