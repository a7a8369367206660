import * as z from 'zod/mini'
import { BatchPlace } from './batch'
import { Timestamp } from './timestamp'

/** How a secret ends. */
export const EndState = z.enum(['read', 'burned', 'expired', 'gone'])
export type EndState = z.infer<typeof EndState>
export const EntryState = z.enum(['waiting', ...EndState.options])
export type EntryState = z.infer<typeof EntryState>

/**
 * What is remembered of a shared secret. There is deliberately no field that could hold its text, note,
 * file's name, link, link key or passphrase, and entries with any other field are never written. Times are milliseconds
 * of this computer's clock.
 */
export const Entry = z.strictObject({
  version: z.literal(1),
  /** Random, generated locally; says nothing about the secret. */
  id: z.uuid(),
  /** The server's origin. */
  server: z.url(),
  /** The account's local id, null for anonymous use. */
  account: z.nullable(z.string()),
  created: Timestamp,
  expires: Timestamp,
  state: EntryState,
  sealed: z.boolean(),
  passphrase: z.boolean(),
  /** Bytes of the file, if it was one. */
  file: z.optional(z.int()),
  /** The user's own label for it. */
  label: z.string().check(z.maxLength(200)),
  /** The recipient the server mailed it to, as obscured by the server. */
  recipient: z.optional(z.string().check(z.maxLength(200))),
  /** If there is a link for each of several people, this one's place among them. */
  batch: z.optional(BatchPlace),
  /** Created elsewhere and found in an account's list. */
  imported: z.boolean(),
  /** Its state has changed and the user has not seen that yet. */
  news: z.boolean(),
  /** When the server was last asked, whether it answered or not. */
  checked: z.optional(Timestamp),
  /** Failed checks since the server last answered. */
  failures: z.optional(z.int()),
  /** When the user asked to burn it here: finding it burned is then no news. */
  burning: z.optional(Timestamp),
  /** When it was found to have ended. */
  settled: z.optional(Timestamp),
  /** The metadata key, encrypted by the vault for this entry alone. */
  handle: z.string(),
})
export type Entry = z.infer<typeof Entry>

export const isWaiting = ({ state }: Entry): boolean => state === 'waiting'

/**
 * The server checks a standard secret's passphrase even before burning it; it knows none for a sealed one.
 */
export const needsPassphraseToBurn = ({ sealed, passphrase }: Entry): boolean => !sealed && passphrase

/** The entry with its end state set. An entry that has ended already stays as it is. */
export const withEnd = (entry: Entry, state: EndState, now: number, news: boolean): Entry =>
  isWaiting(entry)
    ? { ...entry, state, news, settled: now, checked: now, failures: undefined, burning: undefined }
    : entry

/** News worth notifying the user of at once. That a server lost track of a secret is not. */
export const statusNewsOf = ({ news, state }: Entry): 'read' | 'expired' | 'burned' | undefined =>
  news && (state === 'read' || state === 'expired' || state === 'burned') ? state : undefined

export const countUnread = (entries: Entry[]): number => entries.filter(({ news }) => news).length
