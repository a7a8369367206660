import { computed, createModel, signal } from '@preact/signals'
import type { Call } from '../../lib/adapters/messages'
import { isStillPending, type PendingPermission } from '../../lib/domain/composer-state'
import { isNeeded } from '../../lib/domain/recent-link'
import { failureOf, isSharing, type ShareOutcome } from '../../lib/domain/share-outcome'
import type { Permit } from '../add-server'
import type { DraftModel } from './draft'

type World = {
  call: Call
  draft: Pick<DraftModel, 'recall' | 'focus'>
  /** Forgets the last link where it is kept: a message of a popup that closes under the press may never arrive. */
  forget: () => void
}

/** How a share stands, from the press to its outcome, for as long as somebody looks. */
export const ShareStatusModel = createModel(
  ({ call, draft, forget }: World, first: ShareOutcome | undefined) => {
    const outcome = signal(first)
    const busy = computed(() => isSharing(outcome.value))
    let putAway: string | undefined
    let turn = 0

    /** What the background says, as an answer or on its own. Late words about a secret that was put away are ignored. */
    async function hear(next: ShareOutcome | undefined): Promise<void> {
      // What is told twice must not move the keyboard's focus twice: by then the person may be elsewhere.
      if (hasFailed(next) && !hasFailed(outcome.peek())) draft.focus()
      if (next?.at !== 'shared' || next.shared.id !== putAway) outcome.value = next
      // The background, which shares, takes out of the draft what it has shared.
      if (next?.at === 'shared') await draft.recall()
    }

    async function dismiss(): Promise<void> {
      turn++
      const last = outcome.peek()
      if (last?.at === 'shared') putAway = last.shared.id
      outcome.value = undefined
      // A link that nobody has is not forgotten, but put among the earlier ones; only the background does that.
      if (last?.at !== 'shared' || !isNeeded(last)) forget()
      await call('dismiss', undefined).catch(() => {})
    }

    return {
      outcome,
      busy,
      hear,
      dismiss,
      /** Asks the background to share, and follows it to the end. */
      async follow(ask: () => Promise<ShareOutcome>): Promise<void> {
        const mine = ++turn
        outcome.value = { at: 'sealing' }
        // The worker may be stopped under way; a new one knows how far the old one came.
        const ended = await ask()
          .catch(() => call('outcome', undefined))
          .catch((error: unknown): ShareOutcome => ({ at: 'failed', failure: failureOf(error) }))
        // Heard before, and put away since: a failure is no news; but what is shared is no longer in the kept draft.
        if (mine === turn || ended?.at === 'shared') await hear(ended)
      },
      /** What was there at the start may be a stopped worker's last word; whatever happened here since is newer. */
      async catchUp(): Promise<void> {
        const before = outcome.peek()
        const known = await call('outcome', undefined)
        if (outcome.peek() === before) await hear(known)
      },
      /** The person goes on writing: a failure needs no more to be said. */
      dismissFailure(): void {
        if (outcome.peek()?.at === 'failed') void dismiss()
      },
    }
  },
)
export type ShareStatusModel = InstanceType<typeof ShareStatusModel>

/** Also while it is still looked for. */
const hasFailed = (outcome: ShareOutcome | undefined): boolean =>
  outcome?.at === 'failed' || outcome?.at === 'looking'

/** Where the browser can't say, it is not allowed: what was wanted stays, with a way to ask again. */
const orNot =
  (permit: Permit): Permit =>
  pattern =>
    permit(pattern).catch(() => false)

type Permits = { request: Permit; allowed: Permit; now: () => number }
type Steps = Record<PendingPermission['to'], (permit: Permit) => Promise<void>>

/**
 * Steps that need a permission first. Chromium's prompt takes the focus, and the popup closes with it before it hears
 * the answer. So what was to be done is kept, and `resume` does it when the popup is open again, by then allowed or not.
 */
export function askFirst(
  { request, allowed, now }: Permits,
  { composing, keep }: Pick<DraftModel, 'composing' | 'keep'>,
  steps: Steps,
) {
  const forget = () => {
    const { asking: _, ...rest } = composing.peek()
    keep(rest)
  }

  async function ask(to: PendingPermission['to'], pattern: string): Promise<boolean> {
    keep({ ...composing.peek(), asking: { to, pattern, since: now() } })
    return orNot(request)(pattern).finally(forget)
  }

  return {
    press: (to: PendingPermission['to']) => () => steps[to](pattern => ask(to, pattern)),
    async resume(): Promise<void> {
      const { asking } = composing.peek()
      if (!asking) return
      forget()
      if (isStillPending(asking, now())) await steps[asking.to](orNot(allowed))
    },
  }
}
