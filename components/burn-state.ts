import { signal } from '@preact/signals'
import type { Call } from '../lib/adapters/messages'
import type { EndState } from '../lib/domain/history-entry'
import { type Failure, failureOf } from '../lib/domain/share-outcome'

/** What is asked before the fire. `locked`: the server wants the passphrase. */
type Question = { locked: boolean; passphrase: string }

/** Burning one secret, from the question to what became of it. */
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
    /** Only after the question: there is no way from a press straight to the fire. */
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
        // What was made elsewhere may have a passphrase that nobody told us of.
        burning.value = { at: 'asking', locked: locked || failure.code === 'refused', passphrase, failure }
      }
    },
  }
}

/** One burning for each secret: as far as it is, however often it is looked at. */
export function createBurns(call: Call) {
  const begun = new Map<string, ReturnType<typeof createBurn>>()
  return (id: string) => {
    const burning = begun.get(id) ?? createBurn(call)
    begun.set(id, burning)
    return burning
  }
}
