import * as z from 'zod/mini'
import { Timestamp } from '../../domain/timestamp'
import { type Area, cell } from '../storage-area'

/**
 * When a secret was first requested without learning the result, in milliseconds, by the digest of its
 * location.
 */
export const Attempts = z.record(z.string(), z.unknown())
const timeIn = (found: unknown): number | undefined => Timestamp.safeParse(found).data

export const attemptsKey = 'attempts'
/** In milliseconds: by then the secret has expired on its server. */
const usefulFor = 30 * 24 * 60 * 60_000

/**
 * Which secrets this browser has requested without learning the result: on disk, so that after a crash it
 * does not mistake its own attempt for a stranger's. From a private window, or when the disk is full, in
 * memory.
 */
export function createAttempts(local: Area, session: Area, now: () => number) {
  const places = [local, session].map(area => cell(area, attemptsKey, Attempts)) as [Kept, Kept]
  const [disk, memory] = places

  async function put(kept: Kept, id: string, first: number | undefined): Promise<void> {
    const before = (await kept.read()) ?? {}
    if (before[id] === first) return
    const { [id]: _, ...others } = before
    // Entries that this version can't read are kept.
    const useful = Object.entries(others).filter(
      ([, when]) => !(now() - (timeIn(when) ?? now()) >= usefulFor),
    )
    const next = Object.fromEntries(first === undefined ? useful : [...useful, [id, first]])
    if (Object.keys(next).length === 0) await kept.clear()
    else await kept.write(next)
  }

  /** Milliseconds; `undefined` if there was no attempt. */
  async function first(id: string): Promise<number | undefined> {
    const found = await Promise.all(places.map(async kept => timeIn((await kept.read())?.[id])))
    return found.find(when => when !== undefined)
  }

  return {
    first,
    /** Call before making the request. @throws Fault `notKept`: don't make the request */
    async begin(id: string, inPrivate: boolean): Promise<void> {
      const when = (await first(id)) ?? now()
      if (inPrivate) await put(memory, id, when)
      else await put(disk, id, when).catch(() => put(memory, id, when))
    },
    /** Restores the earlier state, if no request was made or its result is known. */
    async end(id: string, before: number | undefined): Promise<void> {
      for (const kept of places) {
        if ((await kept.read())?.[id] !== undefined) await put(kept, id, before).catch(() => {})
      }
    },
  }
}
type Kept = ReturnType<typeof cell<Record<string, unknown>>>
