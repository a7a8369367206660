import * as z from 'zod/mini'
import { Fault } from './fault'
import { storedBytes } from './server'

const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** The lifetimes on offer, in seconds. The server may shorten one: see `wasShortened`. */
export const lifetimes = [
  5 * minute,
  30 * minute,
  hour,
  4 * hour,
  12 * hour,
  day,
  3 * day,
  7 * day,
  14 * day,
  30 * day,
] as const

/**
 * The longest lifetime that every generation grants anonymously: 7 days on 0.23 and 0.26, 30 on 0.25.
 * Longer ones are offered only if a server is known to grant them.
 */
export const longestAnonymous = 7 * day

/** The same with an account: 14 days on 0.18 to 0.23, 30 on later ones. */
export const longestWithAccount = 14 * day

const Seconds = z.optional(z.int().check(z.positive()))

/** One server's limits, where they are known to differ from the defaults. */
export const Limits = z.strictObject({
  /**
   * UTF-8 bytes of a stored text. This cannot be detected, because old servers truncate silently and report
   * success, so the user sets it.
   */
  bytes: z.optional(z.int().check(z.minimum(1_000), z.maximum(1_000_000))),
  /**
   * Maximum seconds granted, without and with an account; learned when a server grants less than was
   * requested.
   */
  anonymous: Seconds,
  account: Seconds,
})
export type Limits = z.infer<typeof Limits>
/** By the server's origin. */
export type KnownLimits = Readonly<Record<string, Limits>>

export const limitsOf = (known: KnownLimits, origin: string): Limits => known[origin] ?? {}

/** Bytes of a stored text that a server is trusted not to truncate. */
export const storedBytesOf = ({ bytes = storedBytes }: Limits): number => bytes

/** The lifetime requested from a server and the one granted, in seconds. */
export type GrantedLifetime = { account: boolean; asked: number; granted: number }

/**
 * The limits after a server has granted a lifetime. Granting less than requested reveals a limit; granting
 * more than a known limit disproves it; zero or less is ignored.
 */
export function limitsAfter(limits: Limits, { account, asked, granted }: GrantedLifetime): Limits {
  const who = account ? 'account' : 'anonymous'
  if (granted <= 0) return limits
  const { [who]: known, ...others } = limits
  if (wasShortened(asked, granted)) {
    // Snapped to an offered lifetime, because servers round by a second or so.
    const limit = lifetimes.find(seconds => Math.abs(seconds - granted) <= 60) ?? granted
    return limit === known ? limits : { ...limits, [who]: limit }
  }
  return known !== undefined && granted > known ? others : limits
}

/** All servers' limits with one server's replaced; a server with no known limits is left out. */
export function withLimits(known: KnownLimits, origin: string, limits: Limits): Record<string, Limits> {
  const { [origin]: _, ...others } = known
  const set = Object.entries(limits).filter(([, limit]) => limit !== undefined)
  return set.length > 0 ? { ...others, [origin]: Object.fromEntries(set) } : others
}

/** Characters of a passphrase that the server checks: at least 8 on 0.23, at most 128 on all. */
export const standardPassphrase = { least: 8, most: 128 } as const

export const bytesOf = (text: string): number => new TextEncoder().encode(text).length

/** Servers round by a second or so; a larger difference means a limit. Both in seconds. */
export const wasShortened = (asked: number, granted: number): boolean => granted < asked - 60

/** @throws Fault `tooLong` (`by`: bytes over) */
export function checkSize(text: string, most: number): void {
  const by = bytesOf(text) - most
  if (by > 0) throw new Fault('tooLong', { by })
}
