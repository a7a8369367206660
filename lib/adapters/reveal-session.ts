import * as z from 'zod/mini'
import { createKeyedMutex } from './keyed-mutex'
import { type Area, cell } from './storage-area'

/**
 * A secret about to be revealed: its link, with the key, in memory only, under a random token. A reload or
 * a stopped worker loses nothing; fetched secrets are stored elsewhere, by location.
 */
export const RevealSession = z.strictObject({
  /**
   * The link as it arrived; the page that shows it parses and checks it. Empty when only the text is known.
   */
  given: z.string().check(z.maxLength(20_000)),
  /** The tab that was redirected to our page and has yet to claim it; absent once it has. */
  tabId: z.optional(z.int()),
  /** The order among unclaimed sessions: the higher, the later. */
  turn: z.optional(z.int()),
  /** The key was in the address's path, so it was sent to the server. */
  seen: z.optional(z.literal(true)),
  /** What a server's own page showed, which the server no longer has. */
  shown: z.optional(z.string()),
})
export type RevealSession = z.infer<typeof RevealSession>

const prefix = 'revealing:'
/** Whether a key and value in memory are a session that its tab has not claimed yet. */
export const isUnclaimedSession = (key: string, value: unknown): boolean =>
  key.startsWith(prefix) && RevealSession.safeParse(value).data?.tabId !== undefined

const isToken = (token: string): boolean => /^[0-9a-f-]{36}$/.test(token)

/** Pages can redirect tabs here as fast as they like, so unclaimed sessions are limited. In UTF-16 units. */
export const unclaimedSessions = { most: 12, size: 2_000_000 } as const

export function createRevealSessions(session: Area, newToken: () => string) {
  const inTurn = createKeyedMutex()
  const at = (token: string) => cell(session, prefix + token, RevealSession)
  const all = async (): Promise<[token: string, RevealSession][]> =>
    Object.entries(await session.get(null)).flatMap(([key, value]) => {
      const found = key.startsWith(prefix) ? RevealSession.safeParse(value) : undefined
      return found?.success ? [[key.slice(prefix.length), found.data]] : []
    })

  /** Makes room for one more unclaimed session. Returns its place in the order. */
  async function makeRoom(size: number): Promise<number> {
    const waiting = (await all())
      .filter(([, { tabId }]) => tabId !== undefined)
      .toSorted(([, one], [, other]) => (other.turn ?? 0) - (one.turn ?? 0))
    let room = unclaimedSessions.size - size
    for (const [place, [token, one]] of waiting.entries()) {
      room -= sizeOf(one)
      if (place + 1 >= unclaimedSessions.most || room < 0) await at(token).clear()
    }
    return (waiting[0]?.[1].turn ?? 0) + 1
  }

  return {
    async read(token: string): Promise<RevealSession | undefined> {
      const { turn: _, ...found } = (isToken(token) ? await at(token).read() : undefined) ?? {}
      return 'given' in found ? found : undefined
    },
    /** @throws Fault `notKept` */
    write: (token: string, one: RevealSession): Promise<void> => at(token).write(one),
    /**
     * If there are too many unclaimed sessions, the oldest is dropped, even if its content is stored
     * nowhere else: a page that hands over one after another must not displace what the user has in
     * progress. @throws Fault `notKept`
     */
    add: (one: RevealSession): Promise<string> =>
      inTurn(['add'], async () => {
        const token = newToken()
        const turn = one.tabId === undefined ? undefined : await makeRoom(sizeOf(one))
        await at(token).write({ ...one, ...(turn === undefined ? {} : { turn }) })
        return token
      }),
    /**
     * Hands a session to the tab that was redirected for it: the token in the address works once, and the
     * new one is private to the page. `undefined` for any other tab, and the second time.
     */
    async claim(token: string, tabId: number | undefined): Promise<string | undefined> {
      const found = isToken(token) ? await at(token).read() : undefined
      if (!found || found.tabId === undefined || found.tabId !== tabId) return undefined
      const { tabId: _, turn: __, ...mine } = found
      const next = newToken()
      await at(next).write(mine)
      await at(token).clear()
      return next
    },
    forget: (token: string): Promise<void> => at(token).clear(),
    /** All sessions in memory, by token. */
    all,
    /** The token of a link that this tab was already redirected with and has yet to claim. */
    sentTo: async (tabId: number, given: string): Promise<string | undefined> =>
      (await all()).find(([, found]) => given !== '' && found.tabId === tabId && found.given === given)?.[0],
  }
}
const sizeOf = ({ given, shown = '' }: RevealSession): number => given.length + shown.length
export type RevealSessions = ReturnType<typeof createRevealSessions>
