import * as z from 'zod/mini'
import { Timestamp } from './timestamp'

/** How a secret ends. */
export const EndState = z.enum(['read', 'burned', 'expired', 'gone'])
export type EndState = z.infer<typeof EndState>
export const EntryState = z.enum(['waiting', ...EndState.options])
export type EntryState = z.infer<typeof EntryState>

/**
 * What is remembered of a shared secret. There is deliberately no field that could hold its text, note,
 * link, link key or passphrase, and nothing is written with a field that is not here. Times are milliseconds of
 * this computer's clock.
 */
export const Entry = z.strictObject({
  version: z.literal(1),
  /** Random, made here; says nothing about the secret. */
  id: z.uuid(),
  /** The server's origin. */
  server: z.url(),
  /** The account's local id, none for anonymous use. */
  account: z.nullable(z.string()),
  created: Timestamp,
  expires: Timestamp,
  state: EntryState,
  sealed: z.boolean(),
  passphrase: z.boolean(),
  /** The user's own words for it. */
  label: z.string().check(z.maxLength(200)),
  /** To whom the server mailed it, as obscured by the server. */
  recipient: z.optional(z.string().check(z.maxLength(200))),
  /** Made elsewhere, and found in an account's list. */
  imported: z.boolean(),
  /** It changed, and the person has not seen it. */
  news: z.boolean(),
  /** When the server was last asked, whether it answered or not. */
  checked: z.optional(Timestamp),
  /** How often it has not answered since it last did. */
  failures: z.optional(z.int()),
  /** When burning it was asked for here: found burned, it is no news. */
  burning: z.optional(Timestamp),
  /** When it was found to wait no longer. */
  settled: z.optional(Timestamp),
  /** The metadata key, encrypted by the vault for this entry alone. */
  handle: z.string(),
})
export type Entry = z.infer<typeof Entry>

export const isWaiting = ({ state }: Entry): boolean => state === 'waiting'

/** The server checks the passphrase of a standard secret, also before it burns; it knows none of a sealed one. */
export const needsPassphraseToBurn = ({ sealed, passphrase }: Entry): boolean => !sealed && passphrase

/** The same entry at its end. What has an end keeps it. */
export const withEnd = (entry: Entry, state: EndState, now: number, news: boolean): Entry =>
  isWaiting(entry)
    ? { ...entry, state, news, settled: now, checked: now, failures: undefined, burning: undefined }
    : entry

/** What a person may want to be told of at once. That a server lost track of a secret is not among it. */
export const statusNewsOf = ({ news, state }: Entry): 'read' | 'expired' | 'burned' | undefined =>
  news && (state === 'read' || state === 'expired' || state === 'burned') ? state : undefined

export const countUnread = (entries: Entry[]): number => entries.filter(({ news }) => news).length
