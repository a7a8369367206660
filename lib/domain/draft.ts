import * as z from 'zod/mini'
import { People } from './batch'
import { Language } from './language'
import type { Payload } from './payload'

/** How a secret is to be shared; remembered for the next one. */
export const ShareOptions = z.strictObject({
  /** Sealed: encrypted before it is sent. Standard: sent as text, encrypted by the server. */
  mode: z.enum(['sealed', 'standard']),
  /** The server's origin. */
  server: z.url(),
  /** The account's local id, null for anonymous use. */
  account: z._default(z.nullable(z.uuid()), null),
  /** Seconds. */
  ttl: z.int().check(z.positive()),
  /** Of what the recipient reads: the message, and the line before a sealed text. Absent for the sender's. */
  language: z.optional(Language),
})
export type ShareOptions = z.infer<typeof ShareOptions>

/** A file about to be shared, with its members in one order; sealing checks what they hold. */
export const DraftFile = z.strictObject({ name: z.string(), type: z.string(), data: z.string() })

/** A secret that is about to be shared: its content and options. Held in memory only. */
export const Draft = z.extend(ShareOptions, {
  text: z.string(),
  /** Shared instead of the text, which is kept for when the file is taken out again. */
  file: z.optional(DraftFile),
  /** For the recipient, sealed along with the text. */
  note: z.string(),
  /** For the sender, shown in the history. */
  label: z.string().check(z.maxLength(200)),
  /** Empty for none. */
  passphrase: z.string(),
  /** The address the server mails the link to, which needs an account; empty for none. */
  recipient: z._default(z.string().check(z.maxLength(200)), ''),
  /** How many people it is for; each gets a link of their own. */
  people: z._default(People, 1),
})
export type Draft = z.infer<typeof Draft>

export const emptyDraft = (options: ShareOptions): Draft => ({
  mode: options.mode,
  server: options.server,
  account: options.account,
  ttl: options.ttl,
  language: options.language,
  text: '',
  note: '',
  label: '',
  passphrase: '',
  recipient: '',
  people: 1,
})

/** How many links are made of it: the server mails one link to one address. */
export const linksOf = ({ people, account, recipient }: Draft): number =>
  account !== null && recipient.trim() !== '' ? 1 : people

/** Whether nothing has been written yet. */
export const isEmptyDraft = ({ text, file, note, label, passphrase, recipient }: Draft): boolean =>
  file === undefined && [text, note, label, passphrase, recipient].every(written => written === '')

/** The part of a draft that gets sealed. */
export const payloadOf = ({ text, file, note }: Draft): Payload => ({
  ...(file ? { file } : { text }),
  ...(note === '' ? {} : { note }),
})

/** A file is sealed whatever was chosen: a server is given nothing but text. */
export const withFileSealed = (draft: Draft): Draft => (draft.file ? { ...draft, mode: 'sealed' } : draft)
