import * as z from 'zod/mini'
import { sha256 } from './digest'
import { Failure } from './outcome'
import { serverKey } from './server-key'
import { Time } from './time'

/** Where a secret was, without what opens it. */
export const Place = z.strictObject({
  origin: z.url(),
  secretKey: z.string().check(z.regex(serverKey)),
})
export type Place = z.infer<typeof Place>

/**
 * Where it is kept. `disk`: sealed, so that it outlasts the browser. `memory`: until the browser closes, or Cachet is
 * updated. `page`: there was no room, and it is only where it is shown.
 */
export const Keeping = z.enum(['disk', 'memory', 'page'])
export type Keeping = z.infer<typeof Keeping>

/** A secret that was fetched: its server has it no longer. */
export const Received = z.strictObject({
  id: z.string(),
  /** None for a text that a server's own page showed. */
  place: z.optional(Place),
  at: Time,
  kept: Keeping,
  what: z.discriminatedUnion('is', [
    /** `raw`: all that came, where it is still known. */
    z.strictObject({ is: z.literal('sealed'), sealed: z.string(), raw: z.optional(z.string()) }),
    z.strictObject({ is: z.literal('text'), text: z.string() }),
    /** Something came that we can't read. `binary`: each character is one byte. */
    z.strictObject({ is: z.literal('unread'), raw: z.string(), binary: z.boolean(), failure: Failure }),
  ]),
})
export type Received = z.infer<typeof Received>

/**
 * How a reading ended. `asked`: the server was asked for the secret itself, so it may be used up. `earlier`: when this
 * browser asked for it before and never learned how that ended, in milliseconds.
 */
export const Reading = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('received'), received: Received }),
  z.strictObject({
    is: z.literal('failed'),
    failure: Failure,
    asked: z.boolean(),
    earlier: z.optional(Time),
  }),
])
export type Reading = z.infer<typeof Reading>

/** Kept on the disk for this long, in milliseconds. */
export const keptFor = 30 * 24 * 60 * 60_000

/** The name under which it is kept: SHA-256, which tells nobody where the secret was. */
export const receivedId = (of: Place | string): Promise<string> =>
  sha256(typeof of === 'string' ? of : `${of.origin}\n${of.secretKey}`)

export const isReceivedId = (text: string): boolean => /^[\w-]{43}$/.test(text)
