import * as z from 'zod/mini'
import type { Entry } from './history-entry'
import type { PendingShare } from './pending-share'
import { endStateOf, type Receipt } from './receipt'
import { Timestamp } from './timestamp'

/** A secret on a server that is, or may be, the lost one. Times in milliseconds. */
export const LostSecret = z.strictObject({
  /** Its history entry's id. */
  id: z.uuid(),
  created: Timestamp,
  /** The server requires its passphrase to burn it. */
  locked: z.boolean(),
})
export type LostSecret = z.infer<typeof LostSecret>

/**
 * What became of a secret that was sent without getting an answer. `perhaps`: one of these may be it.
 * `unknown`: there was no way to find out.
 */
export const LostShare = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('found'), secret: LostSecret }),
  z.strictObject({ is: z.literal('perhaps'), secrets: z.array(LostSecret).check(z.minLength(1)) }),
  z.strictObject({ is: z.literal('none') }),
  z.strictObject({ is: z.literal('unknown') }),
])
export type LostShare = z.infer<typeof LostShare>

/** One of an account's secrets, with its history entry if it has one. */
export type ListedSecret = { receipt: Receipt; entry: Entry | undefined }

/** Milliseconds by which a server's times may be off when its clock is known. */
const tolerance = 2 * 60_000
/** Milliseconds by which an unknown clock may be off. */
const skew = 24 * 60 * 60_000

/** The lost secret, identified by its time and lifetime; or the candidates, none or many. */
export type Suspects = { are: 'known'; one: ListedSecret } | { are: 'possible'; some: ListedSecret[] }

/**
 * Which of an account's secrets can be the lost one: still waiting, with its link unknown here, and made
 * while the lost one was being sent. Those with exactly the requested lifetime are preferred; servers may
 * have shortened it. A single match counts as known, unless the server's clock is unknown or the lifetime
 * differs, because the account is used elsewhere too.
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

/** Milliseconds after which a secret that was sent has either arrived or never will. */
const onItsWay = 60_000

/**
 * Whether one of an account's secrets, ended or not, may come from this pending share: made at about that
 * time, on a clock that is `ahead` milliseconds ahead, and with no longer a lifetime than requested. When
 * the clock is unknown, a day before and after is allowed.
 */
export function mayBe(receipt: Receipt, trace: PendingShare, ahead: number | undefined): boolean {
  const slack = ahead === undefined ? skew : tolerance
  const time = madeAt(receipt) - (ahead ?? 0)
  if (time < trace.since - slack || time > trace.since + onItsWay + slack) return false
  return receipt.ttl === undefined || receipt.ttl <= trace.ttl + rounding
}

/** Seconds by which servers round a lifetime. */
const rounding = 60
const hasLife = ({ ttl }: Receipt, trace: PendingShare): boolean =>
  ttl !== undefined && Math.abs(ttl - trace.ttl) <= rounding

const isOpen = (receipt: Receipt): boolean =>
  endStateOf(receipt) === undefined && receipt.created !== undefined
const madeAt = ({ created = 0 }: Receipt): number => created * 1000

/**
 * By how many milliseconds the server's clock is ahead of ours, going by the newest secret that both know.
 */
export function clockAhead(listed: ListedSecret[]): number | undefined {
  const pairs = listed.flatMap(({ receipt, entry }) =>
    entry && !entry.imported && receipt.created !== undefined ? [{ receipt, entry }] : [],
  )
  const newest = pairs.sort((one, other) => other.entry.created - one.entry.created)[0]
  return newest && madeAt(newest.receipt) - newest.entry.created
}
