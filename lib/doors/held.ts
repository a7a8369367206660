import type { Composing } from '../rules/composing'
import { isBlank } from '../rules/draft'
import { Outcome } from '../rules/outcome'
import { composingKeys, createComposing } from './composing'
import { type Area, keysOf } from './storage'

/**
 * What would be lost if memory were emptied now. `words`: what somebody was writing, or what is to be said of a share
 * that failed. `secrets`: a share or a reading under way, a link, a text that is nowhere else.
 */
export type Held = 'nothing' | 'words' | 'secrets'

export type World = {
  session: Area
  now: () => number
  /** Whether a secret is being read, or was, and is kept in memory alone. */
  holdsReading: () => Promise<boolean>
}

export const createHeld =
  ({ session, now, holdsReading }: World) =>
  async (): Promise<Held> => {
    // What lies in a box of the lock's, nobody can tell until it is open.
    if ((await keysOf(session)).some(key => key.startsWith('away:'))) return 'secrets'
    const { outcome, earlier, ...written } = await session.get(['outcome', 'earlier', ...composingKeys])
    // With the last key of a popup that closed before its turn came: it may be the first one, or take all away.
    const composing = await createComposing(session).read()
    const [typed, shared] = [ofTyped(composing, Object.keys(written).length > 0), ofShare(outcome, now())]
    if (shared === 'secrets' || hasLinks(earlier) || (await holdsReading())) return 'secrets'
    return typed === 'words' ? typed : shared
  }

/** What can't be read is never taken for nothing. */
function ofShare(raw: unknown, now: number): Held {
  if (raw === undefined) return 'nothing'
  const { data } = Outcome.safeParse(raw)
  if (data?.at === 'failed') return data.orphan ? 'words' : 'nothing'
  return data?.at === 'shared' && data.until <= now ? 'nothing' : 'secrets'
}

/** Links of earlier shares that nobody has taken yet. */
const hasLinks = (raw: unknown): boolean => raw !== undefined && !(Array.isArray(raw) && raw.length === 0)

function ofTyped(composing: Composing | undefined, isAnything: boolean): Held {
  if (!composing) return isAnything ? 'words' : 'nothing'
  const { draft, aside, asking, address } = composing
  return isBlank(draft) && aside.length === 0 && !asking && !address ? 'nothing' : 'words'
}
