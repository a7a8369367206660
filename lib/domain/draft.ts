import * as z from 'zod/mini'
import type { Payload } from './payload'

/** How a secret is to be shared; remembered from one to the next. */
export const ShareOptions = z.strictObject({
  /** Encrypted before it leaves, or as text that the server encrypts. */
  mode: z.enum(['sealed', 'standard']),
  /** The server's origin. */
  server: z.url(),
  /** The account's local id, none for anonymous use. */
  account: z._default(z.nullable(z.uuid()), null),
  /** Seconds. */
  ttl: z.int().check(z.positive()),
})
export type ShareOptions = z.infer<typeof ShareOptions>

/** What is about to be shared: the words, and how. Lives in memory only. */
export const Draft = z.extend(ShareOptions, {
  text: z.string(),
  /** To the recipient, sealed along with the text. */
  note: z.string(),
  /** For oneself, in the history. */
  label: z.string().check(z.maxLength(200)),
  /** Empty for none. */
  passphrase: z.string(),
  /** Whom the server mails the link to, with an account; empty for nobody. */
  recipient: z._default(z.string().check(z.maxLength(200)), ''),
})
export type Draft = z.infer<typeof Draft>

export const emptyDraft = (options: ShareOptions): Draft => ({
  mode: options.mode,
  server: options.server,
  account: options.account,
  ttl: options.ttl,
  text: '',
  note: '',
  label: '',
  passphrase: '',
  recipient: '',
})

/** Whether nobody has written anything yet. */
export const isEmptyDraft = ({ text, note, label, passphrase, recipient }: Draft): boolean =>
  [text, note, label, passphrase, recipient].every(written => written === '')

/** What is sealed of a draft. */
export const payloadOf = ({ text, note }: Draft): Payload => (note === '' ? { text } : { text, note })
