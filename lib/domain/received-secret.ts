import * as z from 'zod/mini'
import { serverKey } from './server-key'
import { Failure } from './share-outcome'
import { Timestamp } from './timestamp'

/** A secret's location, without what opens it. */
export const SecretLocation = z.strictObject({
  origin: z.url(),
  secretKey: z.string().check(z.regex(serverKey)),
})
export type SecretLocation = z.infer<typeof SecretLocation>

/**
 * Where it is stored. `disk`: encrypted, so that it survives a browser restart. `memory`: until the browser
 * closes or Cachet is updated. `page`: there was no room, so it exists only in the page that shows it.
 */
export const KeptIn = z.enum(['disk', 'memory', 'page'])
export type KeptIn = z.infer<typeof KeptIn>

/** A secret that was fetched: its server no longer has it. */
export const ReceivedSecret = z.strictObject({
  id: z.string(),
  /** Absent for a text that a server's own page showed. */
  place: z.optional(SecretLocation),
  at: Timestamp,
  kept: KeptIn,
  what: z.discriminatedUnion('is', [
    /** `raw`: the full response, if still available. */
    z.strictObject({ is: z.literal('sealed'), sealed: z.string(), raw: z.optional(z.string()) }),
    z.strictObject({ is: z.literal('text'), text: z.string() }),
    /** The response could not be read. `binary`: each character is one byte. */
    z.strictObject({ is: z.literal('unread'), raw: z.string(), binary: z.boolean(), failure: Failure }),
  ]),
})
export type ReceivedSecret = z.infer<typeof ReceivedSecret>

/**
 * The result of revealing a secret. `asked`: the secret itself was requested, so it may be used up.
 * `earlier`: when this browser requested it before without learning the result, in milliseconds.
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

/** How long it is kept on disk, in milliseconds. */
export const receivedSecretLifetime = 30 * 24 * 60 * 60_000
