import * as z from 'zod/mini'
import { Timestamp } from '../../domain/timestamp'
import { type Area, cell } from '../storage-area'

/** When a secret was first asked for without an answer that is known, in milliseconds, by the digest of its place. */
export const Attempts = z.record(z.string(), z.unknown())
const timeIn = (found: unknown): number | undefined => Timestamp.safeParse(found).data

export const attemptsKey = 'attempts'
/** In milliseconds: by then the secret has expired on its server. */
const usefulFor = 30 * 24 * 60 * 60_000

/**
 * Which secrets this browser has asked for without learning what came of it: on the disk, so that a browser that was
 * killed does not take its own attempt for a stranger's. From a private window, and with a full disk, in memory.
 */
export function createAttempts(local: Area, session: Area, now: () => number) {
  const places = [local, session].map(area => cell(area, attemptsKey, Attempts)) as [Kept, Kept]
  const [disk, memory] = places

  async function put(kept: Kept, id: string, first: number | undefined): Promise<void> {
    const before = (await kept.read()) ?? {}
    if (before[id] === first) return
    const { [id]: _, ...others } = before
    // What this version can't read is not its to throw away.
    const useful = Object.entries(others).filter(
      ([, when]) => !(now() - (timeIn(when) ?? now()) >= usefulFor),
    )
    const next = Object.fromEntries(first === undefined ? useful : [...useful, [id, first]])
    if (Object.keys(next).length === 0) await kept.clear()
    else await kept.write(next)
  }

  /** Milliseconds; `undefined` when there was none. */
  async function first(id: string): Promise<number | undefined> {
    const found = await Promise.all(places.map(async kept => timeIn((await kept.read())?.[id])))
    return found.find(when => when !== undefined)
  }

  return {
    first,
    /** To be written down before anything is asked. @throws Fault `notKept`: then nothing may be asked */
    async begin(id: string, inPrivate: boolean): Promise<void> {
      const when = (await first(id)) ?? now()
      if (inPrivate) await put(memory, id, when)
      else await put(disk, id, when).catch(() => put(memory, id, when))
    },
    /** As it was before: nothing was asked, or it is known what came of it. */
    async end(id: string, before: number | undefined): Promise<void> {
      for (const kept of places) {
        if ((await kept.read())?.[id] !== undefined) await put(kept, id, before).catch(() => {})
      }
    },
  }
}
type Kept = ReturnType<typeof cell<Record<string, unknown>>>
