import * as z from 'zod/mini'
import { Draft } from './draft'
import { Timestamp } from './timestamp'

/** What is remembered of a secret while it is on its way, to know it again should no answer come. */
export const PendingShare = z.strictObject({
  server: z.url(),
  /** The account's local id: only accounts can be asked what they have. */
  account: z.uuid(),
  /** Milliseconds: when it left. */
  since: Timestamp,
  /** Seconds that were asked for. */
  ttl: Draft.shape.ttl,
  sealed: z.boolean(),
  passphrase: z.boolean(),
  label: Draft.shape.label,
})
export type PendingShare = z.infer<typeof PendingShare>

/** None of what is shared without an account. */
export function pendingShareOf(
  { server, account, ttl, mode, passphrase, label }: Draft,
  now: number,
): PendingShare | undefined {
  if (account === null) return undefined
  return { server, account, since: now, ttl, sealed: mode === 'sealed', passphrase: passphrase !== '', label }
}
