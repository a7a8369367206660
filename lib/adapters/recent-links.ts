import * as z from 'zod/mini'
import { afterAlarm, afterLook, isNeeded, nextExpiry } from '../domain/recent-link'
import { RecentLink, ShareOutcome } from '../domain/share-outcome'
import { createKeyedMutex } from './keyed-mutex'
import { type Area, type Cell, cell } from './storage-area'

/** The last share, in memory: what the popup shows when it opens again. */
export const createShareStatusCell = (session: Area): Cell<ShareOutcome> =>
  cell(session, 'outcome', ShareOutcome)

/** Links of earlier shares that nobody has taken yet, in memory; the newest first. */
export const createEarlierLinksCell = (session: Area): Cell<RecentLink[]> =>
  cell(session, 'earlier', z.array(RecentLink))

export type RecentLinksWorld = {
  outcome: Cell<ShareOutcome>
  earlier: Cell<RecentLink[]>
  now: () => number
  /** For when the alarm is set that forgets links, in milliseconds; none when none is set. */
  alarm: () => Promise<number | undefined>
  /** Sets it, or puts it away. */
  wakeAt: (when: number | undefined) => Promise<void>
  /** Called with every outcome: the badge. Nothing waits for it but what is shown after it. */
  changed: (outcome: ShareOutcome | undefined) => Promise<void>
}

type Kept = { last: ShareOutcome | undefined; earlier: RecentLink[] }

const linksIn = ({ last, earlier }: Kept): RecentLink[] =>
  last?.at === 'shared' ? [last, ...earlier] : earlier
const isOf = (one: ShareOutcome | undefined, id: string): one is RecentLink =>
  one?.at === 'shared' && one.shared.id === id

/**
 * How the last share stands, and the links of earlier ones that nobody has taken. Each stays until its own time has
 * come, or somebody has it; whatever is told meanwhile.
 */
export function createRecentLinks({ outcome, earlier, now, alarm, wakeAt, changed }: RecentLinksWorld) {
  const turns = createKeyedMutex()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => turns(['links'], work)
  /** The last word that memory had no room for. It is better told by this worker than by none. */
  let unkept: ShareOutcome | undefined

  const read = async (): Promise<Kept> => {
    const [last, before] = await Promise.all([outcome.read(), earlier.read()])
    return { last: unkept ?? last, earlier: before ?? [] }
  }
  const writeEarlier = (links: RecentLink[]) => (links.length === 0 ? earlier.clear() : earlier.write(links))
  const writeLast = (last: ShareOutcome | undefined) => (last ? outcome.write(last) : outcome.clear())

  /** @throws Fault `notKept`. What goes to the earlier ones is there before its place is given away. */
  async function write(before: Kept, next: Kept): Promise<void> {
    if (next.earlier !== before.earlier && next.earlier.length >= before.earlier.length)
      await writeEarlier(next.earlier)
    if (next.last !== before.last) await writeLast(next.last)
    if (next.earlier.length < before.earlier.length) await writeEarlier(next.earlier)
    unkept = undefined
    if (nextExpiry(linksIn(next)) !== nextExpiry(linksIn(before))) await arm(next)
  }

  const arm = (kept: Kept): Promise<void> => wakeAt(nextExpiry(linksIn(kept))).catch(() => {})

  /** What memory has no room for is known at least here; but not at the price of a link that is nowhere else. */
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

  /** The earlier ones, with the last one where its place is to be given away and nobody has it. */
  const withLast = ({ last, earlier }: Kept): RecentLink[] =>
    last?.at === 'shared' && isNeeded(last) ? [last, ...earlier] : earlier

  return {
    read: async (): Promise<ShareOutcome | undefined> => (await inTurn(read)).last,
    /** @throws Fault `notKept` when it can't be kept; nothing was changed then */
    note: async (next: ShareOutcome): Promise<void> => {
      await inTurn(async () => {
        const before = await read()
        await write(before, { last: next, earlier: withLast(before) })
      })
      void show(next)
    },
    /** The same for what is told in any case. What nobody has taken is not given up for it. */
    tell: async (next: ShareOutcome): Promise<ShareOutcome> => {
      await inTurn(async () => {
        const before = await read()
        await writeIfCan(before, { last: next, earlier: withLast(before) })
      })
      void show(next)
      return next
    },
    /** Tells what came of `before`, if that is still the last word. */
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
    /** Something more is known of a link. What somebody has by now is not kept among the earlier ones. */
    alter: (
      id: string,
      patch: Partial<Pick<RecentLink, 'shared' | 'copied' | 'valueCopied'>>,
    ): Promise<void> =>
      inTurn(async () => {
        const before = await read()
        const { last } = before
        const next = isOf(last, id) ? { ...before, last: { ...last, ...patch } } : before
        const links = before.earlier.map(link => (isOf(link, id) ? { ...link, ...patch } : link))
        await writeIfCan(before, { ...next, earlier: links.filter(isNeeded) })
      }),
    /** Looks at the clock, and says how the last share stands. */
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
    /** The alarm that was set for `due` has rung. */
    ring: async (due: number): Promise<void> => {
      const gone = await inTurn(async () => {
        const before = await read()
        const left = (links: RecentLink[]) => afterAlarm(links, due, now())
        const last = before.last?.at === 'shared' ? left([before.last])[0] : before.last
        const next = { last, earlier: left(before.earlier) }
        await writeIfCan(before, next)
        // It has rung, and is set no more.
        if (linksIn(next).length > 0) await arm(next)
        return before.last !== undefined && last === undefined
      })
      if (gone) await show(undefined)
    },
    /** The person turns to the next. What nobody has is kept among the earlier ones. */
    putAway: async (): Promise<void> => {
      await inTurn(async () => {
        const before = await read()
        await writeIfCan(before, { last: undefined, earlier: withLast(before) })
      })
      await show(undefined)
    },
    /** Forgets one link, or all there are. */
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
