import * as z from 'zod/mini'

export const State = z.enum(['waiting', 'read', 'burned', 'expired', 'gone'])
export type State = z.infer<typeof State>

/**
 * What is remembered of a shared secret. There is deliberately no field that could hold its text, note,
 * link, link key or passphrase, and unknown fields are refused. Times are milliseconds of this
 * computer's clock.
 */
export const Entry = z.strictObject({
  version: z.literal(1),
  /** Random, made here; says nothing about the secret. */
  id: z.uuid(),
  /** The server's origin. */
  server: z.url(),
  /** The account's local id, none for anonymous use. */
  account: z.nullable(z.string()),
  created: z.int(),
  expires: z.int(),
  state: State,
  sealed: z.boolean(),
  passphrase: z.boolean(),
  /** The user's own words for it. */
  label: z.string().check(z.maxLength(200)),
  /** The metadata key, encrypted by the vault for this entry alone. */
  handle: z.string(),
})
export type Entry = z.infer<typeof Entry>
