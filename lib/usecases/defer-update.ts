import * as z from 'zod/mini'
import { coalesced, createKeyedMutex } from '../adapters/keyed-mutex'
import { type Area, cell } from '../adapters/storage-area'
import type { UnsavedWork } from '../adapters/unsaved-work'
import { Timestamp } from '../domain/timestamp'

/** The state of a pending update, kept for when the worker is stopped. */
const WaitingUpdate = z.strictObject({
  /** An update is available, and the browser leaves its timing to us. */
  ready: z.boolean(),
  /** Since when there have been drafts but nothing else to lose, in milliseconds. */
  since: z.optional(Timestamp),
})

/** Its key in memory, which an update empties as well. */
export const updateKey = 'update'
export const createPendingUpdate = (session: Area) => cell(session, updateKey, WaitingUpdate)

type World = {
  held: () => Promise<UnsavedWork>
  waiting: ReturnType<typeof createPendingUpdate>
  now: () => number
  /** Sets the alarm for a time in milliseconds, or clears it. */
  wakeAt: (when: number | undefined) => Promise<void>
  /** Makes the browser consider us busy, so that it does not update us; or idle again. */
  stay: (busy: boolean) => Promise<void>
  /** Whether a page of ours is open, which an update would close. */
  isOpen: () => boolean
  /** Updates now: memory is emptied, and we are stopped. */
  install: () => void
}

/**
 * The longest an update waits because of drafts that nobody shares, in milliseconds. It may fix a
 * vulnerability, and last week's draft can be written again; a secret that exists nowhere else can't, so
 * the update waits for that until the browser closes.
 */
export const longestDeferral = 7 * 24 * 60 * 60 * 1000
/** Interval for checking whether our pages have closed, for which there is no event; in milliseconds. */
const again = 30 * 1000

/** An update empties memory, so it waits until there is nothing to lose. */
export function createUpdates({ held, waiting, now, wakeAt, stay, isOpen, install }: World) {
  const read = async () => (await waiting.read()) ?? { ready: false }
  const turns = createKeyedMutex()
  /** `look` writes what it has read, so nothing else may write in between. */
  const alone = (work: () => Promise<void>): Promise<void> => turns(['waiting'], work)

  async function look(): Promise<void> {
    const [what, { ready, since }] = await Promise.all([held(), read()])
    const wordsSince = what === 'words' ? (since ?? now()) : undefined
    const free = what === 'nothing' || (wordsSince !== undefined && now() - wordsSince >= longestDeferral)
    // If there is no room for it, the drafts wait longer, or the update waits for the next browser start.
    if (wordsSince !== since) await waiting.write({ ready, since: wordsSince }).catch(() => {})
    await stay(!free)
    if (ready && free && !isOpen()) return install()
    await wakeAt(ready && free ? now() + again : wordsSince && wordsSince + longestDeferral)
  }

  const looked = coalesced(() => alone(look))
  return {
    /** Call when a worker starts, when memory has changed, and when the alarm fires. Never rejects. */
    look: looked,
    /** Call when the browser has an update and leaves its timing to us. Never rejects. */
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
