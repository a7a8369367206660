import { Fault } from './fault'

const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** What a person can choose, in seconds. The server may cut a longer one down: see `wasShortened`. */
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
 * The longest life that every generation grants to somebody without an account: 7 days on 0.23 and
 * 0.26, 30 on 0.25. Longer ones are offered only where a server is known to keep them.
 */
export const longestAnonymous = 7 * day

/**
 * Bytes of the stored text that every generation keeps whole: 10 000 bytes on 0.26, 10 000 characters
 * on 0.25; older ones take more, but cut silently, so nothing is gained by trying.
 */
export const storedBytes = 10_000

/** Characters of a passphrase that the server checks: at least 8 on 0.23, at most 128 on all. */
export const standardPassphrase = { least: 8, most: 128 } as const

export const bytesOf = (text: string): number => new TextEncoder().encode(text).length

/** Servers round by a second or so; anything more was their limit. Both in seconds. */
export const wasShortened = (asked: number, granted: number): boolean => granted < asked - 60

/** @throws Fault `tooLong` (`by`: bytes over) */
export function checkSize(text: string, most: number): void {
  const by = bytesOf(text) - most
  if (by > 0) throw new Fault('tooLong', { by })
}
