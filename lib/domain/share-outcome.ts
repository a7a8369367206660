import * as z from 'zod/mini'
import { BatchPlace, missingFrom } from './batch'
import type { Draft } from './draft'
import { codes, mayHaveReached } from './fault'
import { Language } from './language'
import { LostShare } from './lost-share'
import { PendingShare } from './pending-share'
import { Timestamp } from './timestamp'

/** The result shown to the user. `link` and `value` must never be written to disk. */
export const SharedSecret = z.strictObject({
  id: z.uuid(),
  link: z.url(),
  /** The text, if the server generated it: this is the only copy. */
  value: z.optional(z.string()),
  server: z.url(),
  sealed: z.boolean(),
  passphrase: z.boolean(),
  /** Bytes of the file, if it is one. Its name is nowhere but in the file. */
  file: z.optional(z.int()),
  /** When the server will delete it, as it said, in milliseconds. */
  expires: Timestamp,
  /** Seconds requested, if the server granted fewer. */
  shortened: z.optional(z.int()),
  /** False if the history could not be written, so this secret will not be tracked. */
  remembered: z.boolean(),
  /**
   * Shared from a private window: it is not in the history, so it is not tracked and can't be burned here.
   */
  untold: z.optional(z.literal(true)),
  /**
   * The recipient that the server says it mails, as obscured by the server; empty if it did not accept the
   * address.
   */
  mailedTo: z.optional(z.string()),
  /** The name of the account it was shared with. */
  account: z.optional(z.string()),
  /** The domain requested for the link, if the server did not use it. */
  otherDomain: z.optional(z.string()),
  /** If there is a link for each of several people. */
  batch: z.optional(BatchPlace),
  /** The language chosen for the recipient, if it is not the sender's. */
  language: z.optional(Language),
  /** That language could not be read, so the line before the sealed text is in the sender's. */
  ownLanguage: z.optional(z.literal(true)),
})
export type SharedSecret = z.infer<typeof SharedSecret>

export const Failure = z.strictObject({
  code: z.enum(codes),
  by: z.optional(z.int()),
  said: z.optional(z.string()),
})
export type Failure = z.infer<typeof Failure>

/** 0.1.0 knew only whether it was. */
const Copied = z.pipe(
  z.union([z.enum(['pending', 'yes', 'failed']), z.boolean()]),
  z.transform(copied => (copied === true ? 'yes' : copied || 'failed')),
)

/** A link that is kept for a while; reported before it is copied. */
export const RecentLink = z.strictObject({
  at: z.literal('shared'),
  shared: SharedSecret,
  /**
   * Whether the link was copied, by us or by the user. `pending`: not yet, or we were stopped before we
   * knew.
   */
  copied: Copied,
  /** The user has copied the value that the server generated. */
  valueCopied: z.optional(z.literal(true)),
  /** When it expires, in milliseconds. */
  until: Timestamp,
})
export type RecentLink = z.infer<typeof RecentLink>

/** Callbacks for each step of making a secret. */
export type ShareSteps = {
  /**
   * Receives exactly what is about to be sent, after all preparation: the lock may not let all of a draft
   * through. If it rejects, nothing is sent.
   */
  sending: (draft: Draft) => Promise<void>
  /** The link exists. Called before anything else is done with the secret. */
  made: (shared: SharedSecret) => Promise<void>
}

/** Of several links, the one that is being made, or the first that was not. */
const batch = z.optional(BatchPlace)

/** The state of the one share in progress, or of the last one. */
export const ShareOutcome = z.discriminatedUnion('at', [
  z.strictObject({ at: z.literal('sealing'), batch }),
  /**
   * `trace`: what to look for if no answer comes. `room`: a meaningless placeholder; the link takes its
   * place when storage is full.
   */
  z.strictObject({
    at: z.literal('sending'),
    trace: z.optional(PendingShare),
    room: z.optional(z.string()),
    batch,
  }),
  /** No answer came, and the account is being asked whether it has the secret. */
  z.strictObject({ at: z.literal('looking'), failure: Failure, trace: PendingShare, batch }),
  RecentLink,
  z.strictObject({ at: z.literal('failed'), failure: Failure, orphan: z.optional(LostShare), batch }),
])
export type ShareOutcome = z.infer<typeof ShareOutcome>

/** Whether another share must wait. Looking for a lost share does not block. */
export const isSharing = (outcome: ShareOutcome | undefined): boolean =>
  outcome?.at === 'sealing' || outcome?.at === 'sending'

export const batchOf = (outcome: ShareOutcome | undefined): BatchPlace | undefined =>
  outcome?.at === 'shared' ? outcome.shared.batch : outcome?.batch

/** How many links of a batch that has stopped are missing; 0 if none are. */
export function missingLinks(outcome: ShareOutcome | undefined): number {
  const batch = batchOf(outcome)
  if (!outcome || !batch || isSharing(outcome)) return 0
  return missingFrom(batch) - (outcome.at === 'shared' ? 1 : 0)
}

/**
 * The state after a share failed: for an account, we can ask whether the text arrived. A batch whose first
 * link was not made has not begun.
 */
export function afterFailure(
  failure: Failure,
  before: ShareOutcome | undefined,
  batch: BatchPlace | undefined,
): ShareOutcome {
  const trace = before?.at === 'sending' ? before.trace : undefined
  const part = batch && batch.number > 1 ? { batch } : {}
  if (!trace || !mayHaveReached(failure.code)) return { at: 'failed', failure, ...part }
  return { at: 'looking', failure, trace, ...part }
}

/**
 * The state of a share after the browser stopped the worker: before sending, nothing left; after that the
 * outcome is unknown, unless its link is already among the earlier ones.
 */
export const afterStop = (outcome: ShareOutcome, earlier: readonly RecentLink[]): ShareOutcome => {
  const place = isSharing(outcome) ? batchOf(outcome) : undefined
  const isMade = ({ shared: { batch } }: RecentLink) =>
    batch?.id === place?.id && batch?.number === place?.number
  if (place && earlier.some(isMade)) {
    const next = { ...place, number: place.number + 1 }
    return afterFailure({ code: 'stoppedBefore' }, undefined, next)
  }
  if (outcome.at === 'sealing') return afterFailure({ code: 'stoppedBefore' }, outcome, outcome.batch)
  if (outcome.at === 'sending') return afterFailure({ code: 'stoppedWhileSending' }, outcome, outcome.batch)
  return outcome
}
