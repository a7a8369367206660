import * as z from 'zod/mini'
import type { Entry } from './history-entry'
import type { PendingShare } from './pending-share'
import { endStateOf, type Receipt } from './receipt'
import { Timestamp } from './timestamp'

/** A secret on a server that is the lost one, or may be. Times in milliseconds. */
export const LostSecret = z.strictObject({
  /** Its entry in the history. */
  id: z.uuid(),
  created: Timestamp,
  /** The server wants its passphrase before it burns it. */
  locked: z.boolean(),
})
export type LostSecret = z.infer<typeof LostSecret>

/** What became of a secret to whose sending no answer came. `perhaps`: one of these may be it. `unknown`: nobody could be asked. */
export const LostShare = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('found'), secret: LostSecret }),
  z.strictObject({ is: z.literal('perhaps'), secrets: z.array(LostSecret).check(z.minLength(1)) }),
  z.strictObject({ is: z.literal('none') }),
  z.strictObject({ is: z.literal('unknown') }),
])
export type LostShare = z.infer<typeof LostShare>

/** One of an account's secrets, with its entry where the history has it. */
export type ListedSecret = { receipt: Receipt; entry: Entry | undefined }

/** Milliseconds by which a server's figure may be off, once its clock is known. */
const tolerance = 2 * 60_000
/** Milliseconds by which a clock that nothing is known of may be off. */
const skew = 24 * 60 * 60_000

/** What was sent, known by its time and its life; or what may be it, none or many. */
export type Suspects = { are: 'known'; one: ListedSecret } | { are: 'possible'; some: ListedSecret[] }

/**
 * Which of an account's secrets can be the lost one: it still waits, nobody here has its link, and it was made
 * while that was sent. Where some have the very life that was to be granted, those; servers may have shortened it.
 * One alone is known for it, but not by a clock that nothing is known of, nor with another life: the account
 * is used elsewhere, too.
 */
export function suspects(listed: ListedSecret[], trace: PendingShare, now: number): Suspects {
  const ahead = clockAhead(listed)
  const made = listed.filter(({ receipt, entry }) => isOpen(receipt) && (entry?.imported ?? true))
  const within = (slack: number) =>
    made.filter(({ receipt }) => {
      const time = madeAt(receipt) - (ahead ?? 0)
      return time >= trace.since - slack && time <= now + slack
    })
  const near = within(tolerance)
  const far = ahead === undefined ? within(skew).filter(({ entry }) => !entry) : []
  const found = near.length > 0 ? near : far
  const exact = found.filter(({ receipt }) => hasLife(receipt, trace))
  const [one, ...others] = exact
  if (one && others.length === 0 && ahead !== undefined) return { are: 'known', one }
  return { are: 'possible', some: exact.length > 0 ? exact : found }
}

/** Milliseconds within which a secret that was sent has arrived, or never will. */
const onItsWay = 60_000

/**
 * Whether a secret of an account, ended or not, may be one that left with this trace: made about then, by a clock that
 * is so many milliseconds ahead, and with no longer a life than was asked for. Where nothing is known of the
 * clock, a day before and after.
 */
export function mayBe(receipt: Receipt, trace: PendingShare, ahead: number | undefined): boolean {
  const slack = ahead === undefined ? skew : tolerance
  const time = madeAt(receipt) - (ahead ?? 0)
  if (time < trace.since - slack || time > trace.since + onItsWay + slack) return false
  return receipt.ttl === undefined || receipt.ttl <= trace.ttl + rounding
}

/** Seconds by which servers round a life. */
const rounding = 60
const hasLife = ({ ttl }: Receipt, trace: PendingShare): boolean =>
  ttl !== undefined && Math.abs(ttl - trace.ttl) <= rounding

const isOpen = (receipt: Receipt): boolean =>
  endStateOf(receipt) === undefined && receipt.created !== undefined
const madeAt = ({ created = 0 }: Receipt): number => created * 1000

/** By how many milliseconds the server's clock is ahead of ours, as the newest secret shows that both know. */
export function clockAhead(listed: ListedSecret[]): number | undefined {
  const pairs = listed.flatMap(({ receipt, entry }) =>
    entry && !entry.imported && receipt.created !== undefined ? [{ receipt, entry }] : [],
  )
  const newest = pairs.sort((one, other) => other.entry.created - one.entry.created)[0]
  return newest && madeAt(newest.receipt) - newest.entry.created
}
