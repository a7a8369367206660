import * as z from 'zod/mini'
import { Draft } from './draft'
import { Timestamp } from './timestamp'

/** What is remembered of a secret while it is being sent, to recognise it if no answer comes. */
export const PendingShare = z.strictObject({
  server: z.url(),
  /** The account's local id: only an account's secrets can be listed. */
  account: z.uuid(),
  /** When it was sent, in milliseconds. */
  since: Timestamp,
  /** Seconds requested. */
  ttl: Draft.shape.ttl,
  sealed: z.boolean(),
  passphrase: z.boolean(),
  label: Draft.shape.label,
})
export type PendingShare = z.infer<typeof PendingShare>

/** `undefined` for a share without an account. */
export function pendingShareOf(
  { server, account, ttl, mode, passphrase, label }: Draft,
  now: number,
): PendingShare | undefined {
  if (account === null) return undefined
  return { server, account, since: now, ttl, sealed: mode === 'sealed', passphrase: passphrase !== '', label }
}
