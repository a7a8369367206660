import * as z from 'zod/mini'
import { coalesced, createKeyedMutex } from '../adapters/keyed-mutex'
import { type Area, cell } from '../adapters/storage-area'
import type { UnsavedWork } from '../adapters/unsaved-work'
import { Timestamp } from '../domain/timestamp'

/** What a stopped worker must not forget of an update. */
const WaitingUpdate = z.strictObject({
  /** There is one, which the browser leaves to us. */
  ready: z.boolean(),
  /** Milliseconds: since when there have been words, and nothing more, that it would cost. */
  since: z.optional(Timestamp),
})

/** Under this key in memory, with which an update goes as well. */
export const updateKey = 'update'
export const createPendingUpdate = (session: Area) => cell(session, updateKey, WaitingUpdate)

type World = {
  held: () => Promise<UnsavedWork>
  waiting: ReturnType<typeof createPendingUpdate>
  now: () => number
  /** Wakes us at a time in milliseconds, or no more. */
  wakeAt: (when: number | undefined) => Promise<void>
  /** Has the browser take us for busy, so that it updates nothing; or for idle again. */
  stay: (busy: boolean) => Promise<void>
  /** Whether a page of ours is open, which an update would close. */
  isOpen: () => boolean
  /** Updates now: memory is emptied, and we are gone. */
  install: () => void
}

/**
 * For as long an update waits for words that nobody shares, in milliseconds. It may mend a hole, and a draft of last
 * week can be written again; a secret that is nowhere else can't, and is waited for until the browser closes.
 */
export const longestDeferral = 7 * 24 * 60 * 60 * 1000
/** How soon it is looked again whether our pages are closed, which nobody tells; in milliseconds. */
const again = 30 * 1000

/** An update empties memory, so it waits until nothing is there that would be lost. */
export function createUpdates({ held, waiting, now, wakeAt, stay, isOpen, install }: World) {
  const read = async () => (await waiting.read()) ?? { ready: false }
  const turns = createKeyedMutex()
  /** A look writes what it has read: nobody may write in between. */
  const alone = (work: () => Promise<void>): Promise<void> => turns(['waiting'], work)

  async function look(): Promise<void> {
    const [what, { ready, since }] = await Promise.all([held(), read()])
    const wordsSince = what === 'words' ? (since ?? now()) : undefined
    const free = what === 'nothing' || (wordsSince !== undefined && now() - wordsSince >= longestDeferral)
    // Where there is no room for it, the words wait longer, or the update for the browser's next start.
    if (wordsSince !== since) await waiting.write({ ready, since: wordsSince }).catch(() => {})
    await stay(!free)
    if (ready && free && !isOpen()) return install()
    await wakeAt(ready && free ? now() + again : wordsSince && wordsSince + longestDeferral)
  }

  const looked = coalesced(() => alone(look))
  return {
    /** To be called when a worker starts, when memory has changed, and when the alarm rings. Never rejects. */
    look: looked,
    /** To be called when the browser has one, and leaves it to us when. Never rejects. */
    async available(): Promise<void> {
      await alone(async () => {
        const { since } = await read().catch(() => ({ since: undefined }))
        await waiting.write({ ready: true, since }).catch(() => {})
      })
      await looked()
    },
  }
}
export type Updates = ReturnType<typeof createUpdates>
