import * as z from 'zod/mini'
import { ComposerState, mergeDrafts } from '../domain/composer-state'
import { faultOf } from '../domain/fault'
import { isNeeded } from '../domain/recent-link'
import { RecentLink, ShareOutcome } from '../domain/share-outcome'
import { isRoom } from './received/memory-and-disk'
import { attemptsKey } from './received/reveal-attempts'
import { isUnclaimedSession, unclaimedSessions } from './reveal-session'
import { type Area, keysOf, put } from './storage-area'
import type { Vault } from './vault'

/** One item from memory, with its key and when it was encrypted, in milliseconds. */
const Away = z.strictObject({ key: z.string(), value: z.unknown(), at: z.int() })
type Away = z.infer<typeof Away>

const prefix = 'away:'
const purpose = 'away'
/** Suffix of a box's key: a page supplied the item, and its tab has not claimed it yet. */
const passing = ':passing'
/**
 * Items that reveal nothing, or are needed while locked. Everything else in memory is encrypted while
 * locked.
 */
const harmless: ReadonlySet<string> = new Set([
  ...['unlocked', 'copied', 'news', 'house', 'damage', 'asked', 'update', attemptsKey],
])

const staysAnyway = (key: string): boolean => harmless.has(key) || key.startsWith(prefix) || isRoom(key)

type World = {
  session: Area
  vault: Pick<Vault, 'state' | 'encrypt' | 'decrypt'>
  now: () => number
}

/** Encrypts the readable contents of memory while the lock is closed, into boxes that are in memory too. */
export function createSessionEncryption({ session, vault, now }: World) {
  let last = 0
  /** @returns the box's key */
  async function box(key: string, value: unknown): Promise<string> {
    // Strictly increasing, so that the order is known.
    last = Math.max(last + 1, now())
    const text = JSON.stringify({ key, value, at: last } satisfies Away)
    const isPassing = isUnclaimedSession(key, value)
    const place = `${prefix}${last}-${crypto.randomUUID()}${isPassing ? passing : ''}`
    await put(session, place, await vault.encrypt(text, purpose))
    if (isPassing) await dropPassing()
    return place
  }

  /**
   * Applies the limits for unclaimed sessions: the oldest are dropped. A box is a third larger than its
   * content.
   */
  async function dropPassing(): Promise<void> {
    const keys = (await keysOf(session)).filter(key => key.startsWith(prefix) && key.endsWith(passing))
    const boxes = Object.entries(await session.get(keys)).toSorted(([one], [other]) => (one < other ? 1 : -1))
    let room = unclaimedSessions.size * 1.4
    for (const [at, [key, box]] of boxes.entries()) {
      room -= String(box).length
      if (at >= unclaimedSessions.most || (at > 0 && room < 0)) await session.remove(key)
    }
  }

  /** If the item has changed meanwhile, the box is dropped and the newer value stays. */
  async function move(key: string, value: unknown): Promise<void> {
    const place = await box(key, value)
    const since = (await session.get(key))[key]
    await session.remove(JSON.stringify(since) === JSON.stringify(value) ? key : place)
  }

  const open = (sealed: unknown): Promise<Away | undefined> =>
    vault.decrypt(z.string().parse(sealed), purpose).then(
      text => Away.parse(JSON.parse(text)),
      error => {
        if (faultOf(error).code === 'locked') throw error
        return undefined
      },
    )

  /** One key at a time, since memory may not hold everything twice. What does not fit stays in its box. */
  async function unbox(key: string, found: (Away & { box: string })[]): Promise<void> {
    const since = (await session.get(key))[key]
    const value = [...found.map(({ value }) => value), since].reduce((before, after) =>
      later(key, before, after),
    )
    const boxes = found.map(({ box }) => box)
    if (isOver(key, value, now())) return session.remove([key, ...boxes])
    await put(session, key, value).then(
      () => session.remove(boxes),
      () => {},
    )
  }

  /** Links that nobody has copied and that were followed by another share: they move to the earlier ones. */
  async function untaken<T extends Away>(found: T[]): Promise<T[]> {
    const last = found.filter(({ key }) => key === 'outcome')
    const since = (await session.get('outcome')).outcome
    const before = since === undefined ? last.slice(0, -1) : last
    return before.flatMap(away => {
      const link = RecentLink.safeParse(away.value).data
      return link && isNeeded(link) && link.until > now() ? [{ ...away, key: 'earlier', value: [link] }] : []
    })
  }

  return {
    /**
     * Encrypts everything readable. What can't be encrypted for lack of room stays: it may be all that is
     * left of a secret.
     */
    async putAway(): Promise<void> {
      const stuck = new Set<string>()
      const readable = async () =>
        Object.entries(await session.get(null)).filter(([key]) => !staysAnyway(key) && !stuck.has(key))
      for (let found = await readable(); found.length > 0; found = await readable()) {
        for (const [key, value] of found) await move(key, value).catch(() => stuck.add(key))
      }
    },
    /** Decrypts everything and merges it with what has come since; idempotent. @throws Fault `locked` */
    async bringBack(): Promise<void> {
      const items = await session.get(null)
      const boxes = Object.keys(items).filter(key => key.startsWith(prefix))
      const opened = await Promise.all(boxes.map(async box => ({ box, away: await open(items[box]) })))
      await session.remove(opened.flatMap(({ box, away }) => (away ? [] : [box])))
      const found = opened.flatMap(({ box, away }) => (away ? [{ ...away, box }] : []))
      found.sort((one, other) => one.at - other.at)
      const all = [...(await untaken(found)), ...found]
      for (const key of new Set(all.map(({ key }) => key))) {
        await unbox(
          key,
          all.filter(away => away.key === key),
        )
      }
    },
    /**
     * Session storage as the background writes to it: while locked, what would be readable is encrypted
     * into a box. The one exception is a link that arrives before the first unlock since the browser
     * started: nothing can be encrypted then, so it is stored as it is.
     */
    guarded: {
      getKeys: () => keysOf(session),
      get: keys => session.get(keys),
      remove: keys => session.remove(keys),
      set: async items => {
        const open = (await vault.state()) !== 'locked'
        if (open) await session.set(items)
        // It may have locked meanwhile, after everything readable had been encrypted.
        if (open && (await vault.state()) !== 'locked') return
        for (const [key, value] of Object.entries(items)) {
          if (staysAnyway(key)) await session.set({ [key]: value })
          else if (open) await move(key, value)
          else
            await box(key, value).catch(error => {
              if (faultOf(error).code !== 'locked') throw error
              return put(session, key, value)
            })
        }
      },
    } satisfies Area as Area,
  }
}
export type SessionEncryption = ReturnType<typeof createSessionEncryption>

/** An expired link. */
function isOver(key: string, value: unknown, now: number): boolean {
  const outcome = key === 'outcome' ? ShareOutcome.safeParse(value).data : undefined
  return outcome?.at === 'shared' && outcome.until <= now
}

const linksIn = (value: unknown): RecentLink[] => z.array(RecentLink).safeParse(value).data ?? []

/** Of two values of one key the later one, merged so that nothing written is lost. */
function later(key: string, before: unknown, after: unknown): unknown {
  if (before === undefined || after === undefined) return after ?? before
  if (key === 'earlier') return [...linksIn(after), ...linksIn(before)]
  if (key !== 'composing') return after
  const [one, other] = [ComposerState.safeParse(before).data, ComposerState.safeParse(after).data]
  return one && other ? mergeDrafts(one, other) : (other ?? before)
}
