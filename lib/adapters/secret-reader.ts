import * as z from 'zod/mini'
import { codes, faultOf } from '../domain/fault'
import { KeptIn, SecretLocation } from '../domain/received-secret'
import { Timestamp } from '../domain/timestamp'
import { SecretAnswer } from './api/secret-answer'

/** A request to read one secret. */
export const ReaderRequest = z.extend(SecretLocation, {
  /** The one the server checks. */
  passphrase: z.optional(z.string()),
  /** From a private window: nothing of it may be stored on disk. */
  inPrivate: z.boolean(),
  /** When this browser requested it before without learning the result, in milliseconds. */
  earlier: z.optional(Timestamp),
})
export type ReaderRequest = z.infer<typeof ReaderRequest>

/** The answer, and where it is stored; or that no answer started. */
export const ReaderResult = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('came'), came: SecretAnswer, kept: KeptIn }),
  z.strictObject({ is: z.literal('failed'), code: z.enum(codes) }),
])
export type ReaderResult = z.infer<typeof ReaderResult>

export type SecretReaderWorld = {
  /** Asks the server. Rejects when no answer started. */
  ask: (wanted: ReaderRequest) => Promise<SecretAnswer>
  /** Has the answer stored. Rejects when nobody was there to do it. */
  keep: (wanted: ReaderRequest, came: SecretAnswer) => Promise<KeptIn>
  wait: (ms: number) => Promise<void>
}

/** The worker that stores answers may be stopped repeatedly, and is restarted by the next try. */
const tries = 50

/**
 * Reads secrets, each only once, however many requests there are. It runs where it is not stopped (the
 * offscreen page in Chromium, the background in Firefox), and stores the answer even if all requesters are
 * gone by then.
 */
export function createReader({ ask, keep, wait }: SecretReaderWorld) {
  const underWay = new Map<string, Promise<ReaderResult>>()
  const forgotten = new Set<string>()
  const nameOf = ({ origin, secretKey }: SecretLocation) => `${origin}/${secretKey}`

  async function keepSurely(wanted: ReaderRequest, came: SecretAnswer): Promise<KeptIn> {
    for (let tried = 0; tried < tries; tried++) {
      if (forgotten.has(nameOf(wanted))) return 'page'
      try {
        return await keep(wanted, came)
      } catch {
        await wait(Math.min(5_000, 100 * 2 ** tried))
      }
    }
    return 'page'
  }

  async function run(wanted: ReaderRequest): Promise<ReaderResult> {
    let came: SecretAnswer
    try {
      came = await ask(wanted)
    } catch (error) {
      return { is: 'failed', code: faultOf(error).code }
    }
    return { is: 'came', came, kept: await keepSurely(wanted, came) }
  }

  return {
    read(wanted: ReaderRequest): Promise<ReaderResult> {
      const name = nameOf(wanted)
      const known = underWay.get(name)
      if (known) return known
      const mine = run(wanted).finally(() => {
        underWay.delete(name)
        forgotten.delete(name)
      })
      underWay.set(name, mine)
      return mine
    },
    /** The result of a read in progress; `undefined` if there is none. */
    end: async (place: SecretLocation): Promise<ReaderResult | undefined> => underWay.get(nameOf(place)),
    isBusy: (): boolean => underWay.size > 0,
    /** Reads in progress are still returned to their requesters, but stored nowhere. */
    forget(): void {
      for (const name of underWay.keys()) forgotten.add(name)
    },
  }
}
export type Reader = Pick<ReturnType<typeof createReader>, 'read' | 'end'>

/** Requests to the offscreen page about reading secrets. */
export const ReaderAsk = z.union([
  z.strictObject({ to: z.literal('reader'), read: ReaderRequest }),
  z.strictObject({ to: z.literal('reader'), end: SecretLocation }),
  z.strictObject({ to: z.literal('reader'), forget: z.literal(true) }),
])
export type ReaderAsk = z.infer<typeof ReaderAsk>
