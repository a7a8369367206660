import * as z from 'zod/mini'
import { sha256 } from './digest'
import { serverKey } from './server-key'
import { Failure } from './share-outcome'
import { Timestamp } from './timestamp'

/** Where a secret was, without what opens it. */
export const SecretLocation = z.strictObject({
  origin: z.url(),
  secretKey: z.string().check(z.regex(serverKey)),
})
export type SecretLocation = z.infer<typeof SecretLocation>

/**
 * Where it is kept. `disk`: sealed, so that it outlasts the browser. `memory`: until the browser closes, or Cachet is
 * updated. `page`: there was no room, and it is only where it is shown.
 */
export const KeptIn = z.enum(['disk', 'memory', 'page'])
export type KeptIn = z.infer<typeof KeptIn>

/** A secret that was fetched: its server has it no longer. */
export const ReceivedSecret = z.strictObject({
  id: z.string(),
  /** None for a text that a server's own page showed. */
  place: z.optional(SecretLocation),
  at: Timestamp,
  kept: KeptIn,
  what: z.discriminatedUnion('is', [
    /** `raw`: all that came, where it is still known. */
    z.strictObject({ is: z.literal('sealed'), sealed: z.string(), raw: z.optional(z.string()) }),
    z.strictObject({ is: z.literal('text'), text: z.string() }),
    /** Something came that we can't read. `binary`: each character is one byte. */
    z.strictObject({ is: z.literal('unread'), raw: z.string(), binary: z.boolean(), failure: Failure }),
  ]),
})
export type ReceivedSecret = z.infer<typeof ReceivedSecret>

/**
 * How a reading ended. `asked`: the server was asked for the secret itself, so it may be used up. `earlier`: when this
 * browser asked for it before and never learned how that ended, in milliseconds.
 */
export const RevealResult = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('received'), received: ReceivedSecret }),
  z.strictObject({
    is: z.literal('failed'),
    failure: Failure,
    asked: z.boolean(),
    earlier: z.optional(Timestamp),
  }),
])
export type RevealResult = z.infer<typeof RevealResult>

/** Kept on the disk for this long, in milliseconds. */
export const receivedSecretLifetime = 30 * 24 * 60 * 60_000

/** The name under which it is kept: SHA-256, which tells nobody where the secret was. */
export const receivedId = (of: SecretLocation | string): Promise<string> =>
  sha256(typeof of === 'string' ? of : `${of.origin}\n${of.secretKey}`)

export const isReceivedId = (text: string): boolean => /^[\w-]{43}$/.test(text)
