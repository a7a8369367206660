import * as z from 'zod/mini'
import { Fault } from './fault'
import { checkCharacters } from './plaintext'

/** `unlocked`: a lock is set up, and it is open. */
export type LockState = 'off' | 'locked' | 'unlocked'

/** How the lock behaves once it is set up. */
export const LockOptions = z.strictObject({
  /** Idle minutes after which it locks; null to lock only when the browser closes. */
  after: z.nullable(z.int().check(z.minimum(1), z.maximum(8 * 60))),
})
export type LockOptions = z.infer<typeof LockOptions>

export const defaultLockOptions: LockOptions = { after: 15 }

/** Minutes. */
export const idleTimes = [1, 5, 15, 30, 60, 240, 480] as const

/** Until when it stays open if idle, in milliseconds; null for as long as the browser runs. */
export const openUntil = ({ after }: LockOptions, now: number): number | null =>
  after === null ? null : now + after * 60_000

/** Characters. */
export const shortestLockPassphrase = 8

/**
 * Normalises a passphrase, however the keyboard encodes it.
 * @throws Fault `lockTooShort` (`by`: characters), `loneSurrogate`, `nul`
 */
export function lockPassphrase(typed: string): string {
  checkCharacters(typed)
  const text = typed.normalize('NFKC')
  const missing = shortestLockPassphrase - [...text].length
  if (missing > 0) throw new Fault('lockTooShort', { by: missing })
  return text
}

/**
 * The delay before another attempt after this many wrong passphrases in a row, in milliseconds: a minute at
 * most.
 */
export const waitAfter = (wrong: number): number =>
  wrong < 5 ? 0 : Math.min(60_000, 2_000 * 2 ** Math.min(wrong - 5, 10))
