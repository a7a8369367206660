import * as z from 'zod/mini'
import type { Draft } from './draft'
import { codes, faultOf, faults } from './fault'
import { LostShare } from './lost-share'
import { PendingShare } from './pending-share'
import { Timestamp } from './timestamp'

/** What the person gets back. `link` and `value` must never touch a disk. */
export const SharedSecret = z.strictObject({
  id: z.uuid(),
  link: z.url(),
  /** The text, when the server made it up: nobody else ever tells it. */
  value: z.optional(z.string()),
  server: z.url(),
  sealed: z.boolean(),
  passphrase: z.boolean(),
  /** Milliseconds: when the server will forget it, as it said. */
  expires: Timestamp,
  /** Seconds that were asked for, when the server granted fewer. */
  shortened: z.optional(z.int()),
  /** False when the history could not be written, so nothing will track this secret. */
  remembered: z.boolean(),
  /** Shared from a private window: the history was told nothing, so nothing tracks it, and it can't be burned here. */
  untold: z.optional(z.literal(true)),
  /** To whom the server says it mails it, as obscured by the server; empty when it did not take the address. */
  mailedTo: z.optional(z.string()),
  /** The name of the account it was shared with. */
  account: z.optional(z.string()),
  /** The domain that the link was wanted on, when the server made none for it. */
  otherDomain: z.optional(z.string()),
})
export type SharedSecret = z.infer<typeof SharedSecret>

export const Failure = z.strictObject({
  code: z.enum(codes),
  by: z.optional(z.int()),
  said: z.optional(z.string()),
})
export type Failure = z.infer<typeof Failure>

/** What of an error may be told to others: its name and its figures, never its cause. */
export const failureOf = (error: unknown): Failure => {
  const { code, facts } = faultOf(error)
  return { code, ...facts }
}

/** A link that is kept for a while, told before it was copied. */
export const RecentLink = z.strictObject({
  at: z.literal('shared'),
  shared: SharedSecret,
  /** Whether it is on a clipboard, by us or by the person. `pending`: not yet, or we were stopped before we knew. */
  copied: z.enum(['pending', 'yes', 'failed']),
  /** The person has copied what the server made up. */
  valueCopied: z.optional(z.literal(true)),
  /** Milliseconds: when it is forgotten. */
  until: Timestamp,
})
export type RecentLink = z.infer<typeof RecentLink>

/** Who hears, step by step, how a secret is made. */
export type ShareSteps = {
  /**
   * Nothing more is prepared; this is what really leaves: the lock may not let all of a draft through. When it
   * rejects, nothing leaves.
   */
  sending: (draft: Draft) => Promise<void>
  /** The link is there. Whatever is done with the secret afterwards, it is told first. */
  made: (shared: SharedSecret) => Promise<void>
}

/** Where the one share under way, or the last one, stands. */
export const ShareOutcome = z.discriminatedUnion('at', [
  z.strictObject({ at: z.literal('sealing') }),
  /** `trace`: what to look for should no answer come. `room`: says nothing; the link takes its place in a full memory. */
  z.strictObject({ at: z.literal('sending'), trace: z.optional(PendingShare), room: z.optional(z.string()) }),
  /** No answer came, and the account is asked whether it has the secret. */
  z.strictObject({ at: z.literal('looking'), failure: Failure, trace: PendingShare }),
  RecentLink,
  z.strictObject({ at: z.literal('failed'), failure: Failure, orphan: z.optional(LostShare) }),
])
export type ShareOutcome = z.infer<typeof ShareOutcome>

/** Whether nothing else can be shared yet. Who is only looked for holds nobody up. */
export const isSharing = (outcome: ShareOutcome | undefined): boolean =>
  outcome?.at === 'sealing' || outcome?.at === 'sending'

/** Where a share stands that failed on its way: whether the text arrived can be asked of an account. */
export function afterFailure(failure: Failure, before: ShareOutcome | undefined): ShareOutcome {
  const trace = before?.at === 'sending' ? before.trace : undefined
  if (!trace || faults[failure.code] === 'no') return { at: 'failed', failure }
  return { at: 'looking', failure, trace }
}

/**
 * What a share that was under way became when the browser stopped the worker that did it: before
 * sending nothing left; after that nobody knows.
 */
export const afterStop = (outcome: ShareOutcome): ShareOutcome => {
  if (outcome.at === 'sealing') return { at: 'failed', failure: { code: 'stoppedBefore' } }
  if (outcome.at === 'sending') return afterFailure({ code: 'stoppedWhileSending' }, outcome)
  return outcome
}
