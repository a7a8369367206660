import { signal } from '@preact/signals'
import type { Call, MessageAsk, MessageReply } from '../lib/adapters/messages'
import { failureOf } from '../lib/domain/fault'
import type { Failure } from '../lib/domain/share-outcome'

/** The confirmation before burning. `locked`: the server requires the passphrase. */
type Question = { locked: boolean; passphrase: string }

/** Burning, from the confirmation to the result: of one secret, unless it says otherwise. */
export type BurnState<Ended = MessageReply<'burn'>> =
  | { at: 'idle' }
  | ({ at: 'asking'; failure?: Failure } & Question)
  | ({ at: 'burning' } & Question)
  | ({ at: 'done' } & Ended)

export const createBurn = (call: Call) => createBurning(asked => call('burn', asked))

/** Burning all that wait of a batch. */
export const createBatchBurn = (call: Call) => createBurning(asked => call('burnBatch', asked))

function createBurning<Ended>(ask: (asked: MessageAsk<'burn'>) => Promise<Ended>) {
  const burning = signal<BurnState<Ended>>({ at: 'idle' })
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
        burning.value = { at: 'done', ...(await ask(locked ? { id, passphrase } : { id })) }
      } catch (error) {
        const failure = failureOf(error)
        // A secret made elsewhere may have a passphrase we don't know of.
        burning.value = { at: 'asking', locked: locked || failure.code === 'refused', passphrase, failure }
      }
    },
  }
}

/** Keeps one burn state per secret, so that it survives closing and reopening the view. */
export const createBurns = (call: Call) => createdById(() => createBurn(call))
/** The same per batch. */
export const createBatchBurns = (call: Call) => createdById(() => createBatchBurn(call))

function createdById<Burning>(create: () => Burning) {
  const begun = new Map<string, Burning>()
  return (id: string): Burning => {
    const burning = begun.get(id) ?? create()
    begun.set(id, burning)
    return burning
  }
}
