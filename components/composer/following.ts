import { computed, signal } from '@preact/signals'
import type { Call } from '../../lib/doors/messages'
import { isWanted } from '../../lib/rules/kept-link'
import { failureOf, isUnderWay, type Outcome } from '../../lib/rules/outcome'

type World = {
  call: Call
  /** Takes what is kept: the background, which shares, takes out what it has shared. */
  recall: () => Promise<void>
  /** It could not be shared: the field takes the keyboard's place. */
  refocus: () => void
  /** Forgets the last link where it is kept: a message of a popup that closes under the press may never arrive. */
  forget: () => void
}

/** A share from the press to what became of it, for as long as somebody looks. */
export function createFollowing({ call, recall, refocus, forget }: World, first: Outcome | undefined) {
  const outcome = signal(first)
  const busy = computed(() => isUnderWay(outcome.value))
  let putAway: string | undefined
  let turn = 0

  /** What the background says, as an answer or on its own; late words about a secret that was put away are none. */
  async function hear(next: Outcome | undefined): Promise<void> {
    // What is told twice must not take the keyboard's place twice: by then the person may be elsewhere.
    if (hasFailed(next) && !hasFailed(outcome.peek())) refocus()
    if (next?.at !== 'shared' || next.shared.id !== putAway) outcome.value = next
    if (next?.at === 'shared') await recall()
  }

  return {
    outcome,
    busy,
    hear,
    async follow(ask: () => Promise<Outcome>): Promise<void> {
      const mine = ++turn
      outcome.value = { at: 'sealing' }
      // The worker may be stopped under way; a new one knows how far the old one came.
      const ended = await ask()
        .catch(() => call('outcome', undefined))
        .catch(failed)
      // Heard before, and put away since: a failure is no news; but what is shared has left what is kept by now.
      if (mine === turn || ended?.at === 'shared') await hear(ended)
    },
    /** What was there at the start may be a stopped worker's last word; whatever happened here since is newer. */
    async catchUp(): Promise<void> {
      const before = outcome.peek()
      const known = await call('outcome', undefined)
      if (outcome.peek() === before) await hear(known)
    },
    async dismiss(): Promise<void> {
      turn++
      const last = outcome.peek()
      if (last?.at === 'shared') putAway = last.shared.id
      outcome.value = undefined
      // A link that nobody has is not forgotten, but put among the earlier ones; only the background does that.
      if (last?.at !== 'shared' || !isWanted(last)) forget()
      await call('dismiss', undefined).catch(() => {})
    },
  }
}

/** Also when it is still looked for. */
const hasFailed = (outcome: Outcome | undefined): boolean =>
  outcome?.at === 'failed' || outcome?.at === 'looking'

const failed = (error: unknown): Outcome => ({ at: 'failed', failure: failureOf(error) })
