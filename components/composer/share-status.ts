import { computed, createModel, signal } from '@preact/signals'
import type { Call } from '../../lib/adapters/messages'
import { isStillPending, type PendingPermission } from '../../lib/domain/composer-state'
import { failureOf } from '../../lib/domain/fault'
import { isNeeded } from '../../lib/domain/recent-link'
import { isSharing, missingLinks, type ShareOutcome } from '../../lib/domain/share-outcome'
import type { Permit } from '../add-server'
import type { DraftModel } from './draft'

type World = {
  call: Call
  draft: Pick<DraftModel, 'recall' | 'focus' | 'write'>
  /** Deletes the last link from session storage directly: a closing popup's message may never arrive. */
  forget: () => void
}

/** The state of a share, from the press to its outcome. */
export const ShareStatusModel = createModel(
  ({ call, draft, forget }: World, first: ShareOutcome | undefined) => {
    const outcome = signal(first)
    const busy = computed(() => isSharing(outcome.value))
    const missing = computed(() => missingLinks(outcome.value))
    let putAway: string | undefined
    let turn = 0

    /** Takes an outcome, answered or pushed by the background. Ignores late news of a dismissed secret. */
    async function hear(next: ShareOutcome | undefined): Promise<void> {
      // A repeated failure must not move focus again: the person may be elsewhere by then.
      if (hasFailed(next) && !hasFailed(outcome.peek())) draft.focus()
      if (next?.at !== 'shared' || next.shared.id !== putAway) outcome.value = next
      // The background removes a shared text from the draft, so reload it.
      if (next?.at === 'shared') await draft.recall()
    }

    async function dismiss(): Promise<void> {
      turn++
      const last = outcome.peek()
      if (last?.at === 'shared') putAway = last.shared.id
      // Whoever has a link doesn't get another one.
      if (missing.peek()) draft.write({ people: missing.peek() })
      outcome.value = undefined
      // A link nobody has copied moves to the earlier links, which only the background can do.
      if (last?.at !== 'shared' || !isNeeded(last)) forget()
      await call('dismiss', undefined).catch(() => {})
    }

    return {
      outcome,
      busy,
      /** How many links of a batch that has stopped are missing. */
      missing,
      hear,
      dismiss,
      /** Asks the background to share, and follows the share to its outcome. */
      async follow(ask: () => Promise<ShareOutcome>): Promise<void> {
        const mine = ++turn
        outcome.value = { at: 'sealing' }
        // The worker may be stopped midway; a new one knows how far the share got.
        const ended = await ask()
          .catch(() => call('outcome', undefined))
          .catch((error: unknown): ShareOutcome => ({ at: 'failed', failure: failureOf(error) }))
        // If already dismissed, a failure isn't news; but a successful share has changed the stored draft.
        if (mine === turn || ended?.at === 'shared') await hear(ended)
      },
      /** The initial outcome may come from a stopped worker; anything that happened here since is newer. */
      async catchUp(): Promise<void> {
        const before = outcome.peek()
        const known = await call('outcome', undefined)
        if (outcome.peek() === before) await hear(known)
      },
      /** The person is typing again, so the failure has been seen. */
      dismissFailure(): void {
        if (outcome.peek()?.at === 'failed') void dismiss()
      },
    }
  },
)
export type ShareStatusModel = InstanceType<typeof ShareStatusModel>

/** Includes failures whose secret is still being looked for. */
const hasFailed = (outcome: ShareOutcome | undefined): boolean =>
  outcome?.at === 'failed' || outcome?.at === 'looking'

/** An error counts as not permitted: the draft stays, and the person can ask again. */
const orNot =
  (permit: Permit): Permit =>
  pattern =>
    permit(pattern).catch(() => false)

type Permits = { request: Permit; allowed: Permit; now: () => number }
type Steps = Record<PendingPermission['to'], (permit: Permit) => Promise<void>>

/**
 * Steps that need a permission first. Chromium's prompt takes focus, which closes the popup before it gets
 * the answer. So the step is stored, and `resume` runs it when the popup reopens, granted or not.
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
