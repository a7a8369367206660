import type { ComposerState } from '../domain/composer-state'
import { isEmptyDraft } from '../domain/draft'
import { ShareOutcome } from '../domain/share-outcome'
import { createDraftStore, draftKeys } from './draft-store'
import { type Area, keysOf } from './storage-area'

/**
 * What would be lost if memory were emptied now. `words`: what somebody was writing, or what is to be said of a share
 * that failed. `secrets`: a share or a reading under way, a link, a text that is nowhere else.
 */
export type UnsavedWork = 'nothing' | 'words' | 'secrets'

export type UnsavedWorkWorld = {
  session: Area
  now: () => number
  /** Whether a secret is being read, or was, and is kept in memory alone. */
  holdsReading: () => Promise<boolean>
}

export const createUnsavedWork =
  ({ session, now, holdsReading }: UnsavedWorkWorld) =>
  async (): Promise<UnsavedWork> => {
    // What lies in a box of the lock's, nobody can tell until it is open.
    if ((await keysOf(session)).some(key => key.startsWith('away:'))) return 'secrets'
    const { outcome, earlier, ...written } = await session.get(['outcome', 'earlier', ...draftKeys])
    // With the last key of a popup that closed before its turn came: it may be the first one, or take all away.
    const composing = await createDraftStore(session).read()
    const [typed, shared] = [ofTyped(composing, Object.keys(written).length > 0), ofShare(outcome, now())]
    if (shared === 'secrets' || hasLinks(earlier) || (await holdsReading())) return 'secrets'
    return typed === 'words' ? typed : shared
  }

/** What can't be read is never taken for nothing. */
function ofShare(raw: unknown, now: number): UnsavedWork {
  if (raw === undefined) return 'nothing'
  const { data } = ShareOutcome.safeParse(raw)
  if (data?.at === 'failed') return data.orphan ? 'words' : 'nothing'
  return data?.at === 'shared' && data.until <= now ? 'nothing' : 'secrets'
}

/** Links of earlier shares that nobody has taken yet. */
const hasLinks = (raw: unknown): boolean => raw !== undefined && !(Array.isArray(raw) && raw.length === 0)

function ofTyped(composing: ComposerState | undefined, isAnything: boolean): UnsavedWork {
  if (!composing) return isAnything ? 'words' : 'nothing'
  const { draft, aside, asking, address } = composing
  return isEmptyDraft(draft) && aside.length === 0 && !asking && !address ? 'nothing' : 'words'
}
