import * as z from 'zod/mini'
import { codes, faultOf } from '../domain/fault'
import { KeptIn, SecretLocation } from '../domain/received-secret'
import { Timestamp } from '../domain/timestamp'
import { SecretAnswer } from './api/secret-answer'

/** One reading that is asked for. */
export const ReaderRequest = z.extend(SecretLocation, {
  /** The server's own. */
  passphrase: z.optional(z.string()),
  /** From a private window: nothing of it is for the disk. */
  inPrivate: z.boolean(),
  /** When this browser asked for it before and never learned how that ended, in milliseconds. */
  earlier: z.optional(Timestamp),
})
export type ReaderRequest = z.infer<typeof ReaderRequest>

/** What came, and where it is kept; or that no answer has begun. */
export const ReaderResult = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('came'), came: SecretAnswer, kept: KeptIn }),
  z.strictObject({ is: z.literal('failed'), code: z.enum(codes) }),
])
export type ReaderResult = z.infer<typeof ReaderResult>

export type SecretReaderWorld = {
  /** Asks the server. Rejects when no answer has begun. */
  ask: (wanted: ReaderRequest) => Promise<SecretAnswer>
  /** Has what came kept. Rejects when nobody was there to do so. */
  keep: (wanted: ReaderRequest, came: SecretAnswer) => Promise<KeptIn>
  wait: (ms: number) => Promise<void>
}

/** Whoever keeps may be stopped, again and again, and started anew for the next try. */
const tries = 50

/**
 * Reads secrets, each once, however many ask for it. It lives where nothing stops it (in Chromium the hidden page, in
 * Firefox the background), and what comes is kept even if everybody who asked for it is gone by then.
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
    /** The end of a reading that is under way; nothing when there is none. */
    end: async (place: SecretLocation): Promise<ReaderResult | undefined> => underWay.get(nameOf(place)),
    isBusy: (): boolean => underWay.size > 0,
    /** What is under way is for who waits for it, and kept nowhere. */
    forget(): void {
      for (const name of underWay.keys()) forgotten.add(name)
    },
  }
}
export type Reader = Pick<ReturnType<typeof createReader>, 'read' | 'end'>

/** What the hidden page may be asked about readings. */
export const ReaderAsk = z.union([
  z.strictObject({ to: z.literal('reader'), read: ReaderRequest }),
  z.strictObject({ to: z.literal('reader'), end: SecretLocation }),
  z.strictObject({ to: z.literal('reader'), forget: z.literal(true) }),
])
export type ReaderAsk = z.infer<typeof ReaderAsk>
