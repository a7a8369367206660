import type { ComposerState } from '../domain/composer-state'
import { isEmptyDraft } from '../domain/draft'
import { ShareOutcome } from '../domain/share-outcome'
import { createDraftStore, draftKeys } from './draft-store'
import { type Area, keysOf } from './storage-area'

/**
 * What would be lost if memory were emptied now. `words`: a draft, or the report of a failed share.
 * `secrets`: a share or reveal in progress, a link, a text that exists nowhere else.
 */
export type UnsavedWork = 'nothing' | 'words' | 'secrets'

export type UnsavedWorkWorld = {
  session: Area
  now: () => number
  /** Whether a secret is being revealed, or was and is stored in memory alone. */
  holdsReading: () => Promise<boolean>
}

export const createUnsavedWork =
  ({ session, now, holdsReading }: UnsavedWorkWorld) =>
  async (): Promise<UnsavedWork> => {
    // Encrypted while locked: the contents are unknown until it is unlocked.
    if ((await keysOf(session)).some(key => key.startsWith('away:'))) return 'secrets'
    const { outcome, earlier, ...written } = await session.get(['outcome', 'earlier', ...draftKeys])
    // Includes what was typed in a popup that closed before its write got the mutex: it may be the first
    // text, or clear it all.
    const composing = await createDraftStore(session).read()
    const [typed, shared] = [ofTyped(composing, Object.keys(written).length > 0), ofShare(outcome, now())]
    if (shared === 'secrets' || hasLinks(earlier) || (await holdsReading())) return 'secrets'
    return typed === 'words' ? typed : shared
  }

/** Unreadable data never counts as nothing. */
function ofShare(raw: unknown, now: number): UnsavedWork {
  if (raw === undefined) return 'nothing'
  const { data } = ShareOutcome.safeParse(raw)
  if (data?.at === 'failed') return data.orphan ? 'words' : 'nothing'
  return data?.at === 'shared' && data.until <= now ? 'nothing' : 'secrets'
}

/** Links of earlier shares that nobody has copied yet. */
const hasLinks = (raw: unknown): boolean => raw !== undefined && !(Array.isArray(raw) && raw.length === 0)

function ofTyped(composing: ComposerState | undefined, isAnything: boolean): UnsavedWork {
  if (!composing) return isAnything ? 'words' : 'nothing'
  const { draft, aside, asking, address } = composing
  return isEmptyDraft(draft) && aside.length === 0 && !asking && !address ? 'nothing' : 'words'
}
