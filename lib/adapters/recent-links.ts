import * as z from 'zod/mini'
import { afterAlarm, afterLook, isNeeded, nextExpiry, staysBeside } from '../domain/recent-link'
import { RecentLink, ShareOutcome } from '../domain/share-outcome'
import { createKeyedMutex } from './keyed-mutex'
import { type Area, type Cell, cell } from './storage-area'

/** The last share, in memory, for the popup to show when it opens again. */
export const createShareStatusCell = (session: Area): Cell<ShareOutcome> =>
  cell(session, 'outcome', ShareOutcome)

/** Links of earlier shares that nobody has copied yet, in memory; newest first. */
export const createEarlierLinksCell = (session: Area): Cell<RecentLink[]> =>
  cell(session, 'earlier', z.array(RecentLink))

export type RecentLinksWorld = {
  outcome: Cell<ShareOutcome>
  earlier: Cell<RecentLink[]>
  now: () => number
  /** The time that the expiry alarm is set for, in milliseconds; `undefined` if it is not set. */
  alarm: () => Promise<number | undefined>
  /** Sets or clears the alarm. */
  wakeAt: (when: number | undefined) => Promise<void>
  /** Called with every outcome, to update the badge. Only later updates wait for it. */
  changed: (outcome: ShareOutcome | undefined) => Promise<void>
}

type Kept = { last: ShareOutcome | undefined; earlier: RecentLink[] }

const linksIn = ({ last, earlier }: Kept): RecentLink[] =>
  last?.at === 'shared' ? [last, ...earlier] : earlier
const isOf = (one: ShareOutcome | undefined, id: string): one is RecentLink =>
  one?.at === 'shared' && one.shared.id === id

/**
 * The state of the last share, and the links of earlier ones that nobody has copied. Each stays until it
 * expires or is copied, whatever happens meanwhile.
 */
export function createRecentLinks({ outcome, earlier, now, alarm, wakeAt, changed }: RecentLinksWorld) {
  const turns = createKeyedMutex()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => turns(['links'], work)
  /** The last outcome, if storage had no room for it. This worker at least can still report it. */
  let unkept: ShareOutcome | undefined

  const read = async (): Promise<Kept> => {
    const [last, before] = await Promise.all([outcome.read(), earlier.read()])
    return { last: unkept ?? last, earlier: before ?? [] }
  }
  const writeEarlier = (links: RecentLink[]) => (links.length === 0 ? earlier.clear() : earlier.write(links))
  const writeLast = (last: ShareOutcome | undefined) => (last ? outcome.write(last) : outcome.clear())

  /**
   * @throws Fault `notKept`. A link that becomes an earlier one is written there before its place is
   * overwritten.
   */
  async function write(before: Kept, next: Kept): Promise<void> {
    if (next.earlier !== before.earlier && next.earlier.length >= before.earlier.length)
      await writeEarlier(next.earlier)
    if (next.last !== before.last) await writeLast(next.last)
    if (next.earlier.length < before.earlier.length) await writeEarlier(next.earlier)
    unkept = undefined
    if (nextExpiry(linksIn(next)) !== nextExpiry(linksIn(before))) await arm(next)
  }

  const arm = (kept: Kept): Promise<void> => wakeAt(nextExpiry(linksIn(kept))).catch(() => {})

  /**
   * If storage has no room, the outcome is held here, unless that would hide a link that is stored nowhere
   * else.
   */
  async function writeIfCan(before: Kept, next: Kept): Promise<void> {
    await write(before, next).catch(async () => {
      const { last } = before
      const known = last?.at === 'shared' ? await earlier.read() : undefined
      const isSafe =
        last?.at !== 'shared' ||
        !isNeeded(last) ||
        isOf(next.last, last.shared.id) ||
        known?.some(link => isOf(link, last.shared.id))
      if (isSafe) unkept = next.last
    })
  }

  const show = (next: ShareOutcome | undefined): Promise<void> =>
    turns(['shown'], () => changed(next)).catch(() => {})

  /** The earlier links beside the next outcome, including the last one's if that is about to be replaced. */
  const beside = (next: ShareOutcome | undefined, { last, earlier }: Kept): RecentLink[] => {
    const stays = (link: RecentLink) => staysBeside(next, link)
    const left = earlier.every(stays) ? earlier : earlier.filter(stays)
    return last?.at === 'shared' && stays(last) ? [last, ...left] : left
  }

  return {
    read: async (): Promise<ShareOutcome | undefined> => (await inTurn(read)).last,
    /** @throws Fault `notKept` when it can't be stored; then nothing was changed */
    note: async (next: ShareOutcome): Promise<void> => {
      await inTurn(async () => {
        const before = await read()
        await write(before, { last: next, earlier: beside(next, before) })
      })
      void show(next)
    },
    /**
     * The same for an outcome that is reported in any case. A link that nobody has copied is never replaced
     * by it.
     */
    tell: async (next: ShareOutcome): Promise<ShareOutcome> => {
      await inTurn(async () => {
        const before = await read()
        await writeIfCan(before, { last: next, earlier: beside(next, before) })
      })
      void show(next)
      return next
    },
    /**
     * A link was made and the next one follows: it goes to the earlier ones. @throws Fault `notKept` when it
     * can't be stored there; then nothing was changed
     */
    pass: async (link: RecentLink, next: ShareOutcome): Promise<void> => {
      await inTurn(async () => {
        const before = await read()
        const kept = { last: next, earlier: [link, ...before.earlier] }
        await writeEarlier(kept.earlier)
        unkept = undefined
        await writeLast(next).catch(() => {
          unkept = next
        })
        await arm(kept)
      })
      void show(next)
    },
    /** Reports what came of `before`, if that is still the latest outcome. */
    follow: async (before: ShareOutcome, next: ShareOutcome): Promise<ShareOutcome> => {
      const told = await inTurn(async () => {
        const kept = await read()
        if (JSON.stringify(kept.last) !== JSON.stringify(before)) return false
        await writeIfCan(kept, { ...kept, last: next })
        return true
      })
      if (told) void show(next)
      return next
    },
    /** Updates a link. An earlier link that has been copied is dropped. */
    alter: (
      id: string,
      patch: Partial<Pick<RecentLink, 'shared' | 'copied' | 'valueCopied'>>,
    ): Promise<void> =>
      inTurn(async () => {
        const before = await read()
        const { last } = before
        const next = isOf(last, id) ? { ...before, last: { ...last, ...patch } } : before
        const links = before.earlier.map(link => (isOf(link, id) ? { ...link, ...patch } : link))
        await writeIfCan(before, { ...next, earlier: links.filter(link => staysBeside(next.last, link)) })
      }),
    /** Applies expiry, and returns the state of the last share. */
    current: (): Promise<{ last: ShareOutcome | undefined; earlier: RecentLink[] }> =>
      inTurn(async () => {
        const before = await read()
        const due = await alarm()
        const looked = (links: RecentLink[]) => afterLook(links, due, now())
        const next = {
          last: before.last?.at === 'shared' ? looked([before.last])[0] : before.last,
          earlier: looked(before.earlier),
        }
        if (JSON.stringify(next) !== JSON.stringify(before)) await writeIfCan(before, next)
        if (due === undefined && linksIn(next).length > 0) await arm(next)
        return next
      }),
    /** The alarm that was set for `due` has fired. */
    ring: async (due: number): Promise<void> => {
      const gone = await inTurn(async () => {
        const before = await read()
        const left = (links: RecentLink[]) => afterAlarm(links, due, now())
        const last = before.last?.at === 'shared' ? left([before.last])[0] : before.last
        const next = { last, earlier: left(before.earlier) }
        await writeIfCan(before, next)
        // It has fired, so it must be set again.
        if (linksIn(next).length > 0) await arm(next)
        return before.last !== undefined && last === undefined
      })
      if (gone) await show(undefined)
    },
    /** The user moves on to the next secret. A link that nobody has copied moves to the earlier ones. */
    putAway: async (): Promise<void> => {
      await inTurn(async () => {
        const before = await read()
        await writeIfCan(before, { last: undefined, earlier: beside(undefined, before) })
      })
      await show(undefined)
    },
    /** Removes one link, or all of them. */
    forget: async (id?: string): Promise<void> => {
      const gone = await inTurn(async () => {
        const before = await read()
        const isGone = (one: ShareOutcome | undefined) => id === undefined || isOf(one, id)
        const last = isGone(before.last) ? undefined : before.last
        await write(before, { last, earlier: before.earlier.filter(one => !isGone(one)) })
        return last === undefined
      })
      if (gone) await show(undefined)
    },
  }
}
export type RecentLinks = ReturnType<typeof createRecentLinks>
