import * as z from 'zod/mini'
import { afterAlarm, afterLook, isWanted, nextEnd } from '../rules/kept-link'
import { KeptLink, Outcome } from '../rules/outcome'
import { createKeyedMutex } from './keyed-mutex'
import { type Area, type Cell, cell } from './storage'

/** The last share, in memory: what the popup shows when it opens again. */
export const createOutcome = (session: Area): Cell<Outcome> => cell(session, 'outcome', Outcome)

/** Links of earlier shares that nobody has taken yet, in memory; the newest first. */
export const createEarlier = (session: Area): Cell<KeptLink[]> => cell(session, 'earlier', z.array(KeptLink))

export type World = {
  outcome: Cell<Outcome>
  earlier: Cell<KeptLink[]>
  now: () => number
  /** For when the alarm is set that forgets links, in milliseconds; none when none is set. */
  alarm: () => Promise<number | undefined>
  /** Sets it, or puts it away. */
  wakeAt: (when: number | undefined) => Promise<void>
  /** Called with every outcome: the badge. Nothing waits for it but what is shown after it. */
  changed: (outcome: Outcome | undefined) => Promise<void>
}

type Kept = { last: Outcome | undefined; earlier: KeptLink[] }

const linksIn = ({ last, earlier }: Kept): KeptLink[] =>
  last?.at === 'shared' ? [last, ...earlier] : earlier
const isOf = (one: Outcome | undefined, id: string): one is KeptLink =>
  one?.at === 'shared' && one.shared.id === id

/**
 * How the last share stands, and the links of earlier ones that nobody has taken. Each stays until its own time has
 * come, or somebody has it; whatever is told meanwhile.
 */
export function createLinks({ outcome, earlier, now, alarm, wakeAt, changed }: World) {
  const turns = createKeyedMutex()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => turns(['links'], work)
  /** The last word that memory had no room for. It is better told by this worker than by none. */
  let unkept: Outcome | undefined

  const read = async (): Promise<Kept> => {
    const [last, before] = await Promise.all([outcome.read(), earlier.read()])
    return { last: unkept ?? last, earlier: before ?? [] }
  }
  const writeEarlier = (links: KeptLink[]) => (links.length === 0 ? earlier.clear() : earlier.write(links))
  const writeLast = (last: Outcome | undefined) => (last ? outcome.write(last) : outcome.clear())

  /** @throws Fault `notKept`. What goes to the earlier ones is there before its place is given away. */
  async function write(before: Kept, next: Kept): Promise<void> {
    if (next.earlier !== before.earlier && next.earlier.length >= before.earlier.length)
      await writeEarlier(next.earlier)
    if (next.last !== before.last) await writeLast(next.last)
    if (next.earlier.length < before.earlier.length) await writeEarlier(next.earlier)
    unkept = undefined
    if (nextEnd(linksIn(next)) !== nextEnd(linksIn(before))) await arm(next)
  }

  const arm = (kept: Kept): Promise<void> => wakeAt(nextEnd(linksIn(kept))).catch(() => {})

  /** What memory has no room for is known at least here; but not at the price of a link that is nowhere else. */
  async function writeIfCan(before: Kept, next: Kept): Promise<void> {
    await write(before, next).catch(async () => {
      const { last } = before
      const known = last?.at === 'shared' ? await earlier.read() : undefined
      const isSafe =
        last?.at !== 'shared' ||
        !isWanted(last) ||
        isOf(next.last, last.shared.id) ||
        known?.some(link => isOf(link, last.shared.id))
      if (isSafe) unkept = next.last
    })
  }

  const show = (next: Outcome | undefined): Promise<void> =>
    turns(['shown'], () => changed(next)).catch(() => {})

  /** The earlier ones, with the last one where its place is to be given away and nobody has it. */
  const withLast = ({ last, earlier }: Kept): KeptLink[] =>
    last?.at === 'shared' && isWanted(last) ? [last, ...earlier] : earlier

  return {
    read: async (): Promise<Outcome | undefined> => (await inTurn(read)).last,
    /** @throws Fault `notKept` when it can't be kept; nothing was changed then */
    note: async (next: Outcome): Promise<void> => {
      await inTurn(async () => {
        const before = await read()
        await write(before, { last: next, earlier: withLast(before) })
      })
      void show(next)
    },
    /** The same for what is told in any case. What nobody has taken is not given up for it. */
    tell: async (next: Outcome): Promise<Outcome> => {
      await inTurn(async () => {
        const before = await read()
        await writeIfCan(before, { last: next, earlier: withLast(before) })
      })
      void show(next)
      return next
    },
    /** Tells what came of `before`, if that is still the last word. */
    follow: async (before: Outcome, next: Outcome): Promise<Outcome> => {
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
    alter: (id: string, patch: Partial<Pick<KeptLink, 'shared' | 'copied' | 'valueCopied'>>): Promise<void> =>
      inTurn(async () => {
        const before = await read()
        const { last } = before
        const next = isOf(last, id) ? { ...before, last: { ...last, ...patch } } : before
        const links = before.earlier.map(link => (isOf(link, id) ? { ...link, ...patch } : link))
        await writeIfCan(before, { ...next, earlier: links.filter(isWanted) })
      }),
    /** Looks at the clock, and says how the last share stands. */
    current: (): Promise<{ last: Outcome | undefined; earlier: KeptLink[] }> =>
      inTurn(async () => {
        const before = await read()
        const due = await alarm()
        const looked = (links: KeptLink[]) => afterLook(links, due, now())
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
        const left = (links: KeptLink[]) => afterAlarm(links, due, now())
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
        const isGone = (one: Outcome | undefined) => id === undefined || isOf(one, id)
        const last = isGone(before.last) ? undefined : before.last
        await write(before, { last, earlier: before.earlier.filter(one => !isGone(one)) })
        return last === undefined
      })
      if (gone) await show(undefined)
    },
  }
}
export type Links = ReturnType<typeof createLinks>
