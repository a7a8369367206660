import * as z from 'zod/mini'
import {
  asStored,
  ComposerState,
  type DraftText,
  isSameText,
  leftAfterSharing,
  mergeConcurrent,
  replaceText,
  type SelectionSource,
} from '../domain/composer-state'
import type { ShareOptions } from '../domain/draft'
import { emptyDraft, isEmptyDraft } from '../domain/draft'
import { createKeyedMutex, type Locks } from './keyed-mutex'
import { type Area, cell } from './storage-area'

/**
 * The draft, in memory until the browser closes, so that closing the popup loses nothing. Popups and the
 * background write it, one at a time, each merging with the current state.
 */
export function createDraftStore(session: Area, locks?: Locks) {
  const { read: readKept, write: writeKept } = cell(session, 'composing', ComposerState)
  const typing = cell(session, typingKey, Typing)

  /** Includes what was typed in a popup that closed before its write got the mutex. */
  async function read(): Promise<ComposerState | undefined> {
    const [kept, last] = [await readKept(), await typing.read()]
    if (!last) return kept
    const { typed, base } = last
    return kept && !isSeenDraft(kept, [typed, base])
      ? mergeConcurrent(kept, typed, base ?? emptied(typed))
      : typed
  }

  const clear = (): Promise<void> => session.remove(draftKeys)
  /** The new state was derived from `read`, so it includes what a popup typed last. */
  async function write(next: ComposerState): Promise<void> {
    const last = (await typing.read())?.typed
    await writeKept(next)
    await hadItsTurn(last)
  }
  /** Clears the typed state, unless something else has been typed since. */
  async function hadItsTurn(typed: ComposerState | undefined): Promise<void> {
    if (typed && isSeenDraft((await typing.read())?.typed, [typed])) await typing.clear()
  }
  const mutex = createKeyedMutex(locks)
  const alone = <T>(work: () => Promise<T>): Promise<T> => mutex(['composing'], work)
  return {
    read,
    clear: (): Promise<void> => alone(clear),
    write: (next: ComposerState): Promise<void> => alone(() => write(next)),
    /**
     * Stores what was typed by a user who saw the last of `seen`; the others may not have been written.
     * @returns the resulting state, including anything written by others meanwhile. @throws Fault `notKept`
     */
    keep: (typed: ComposerState, seen: SeenDrafts): Promise<ComposerState> => {
      // At once, because a popup may close before it gets the mutex.
      const noted = typing.write({ typed, base: seen.at(-1) }).catch(() => {})
      return alone(async () => {
        await noted
        const kept = await readKept()
        const base = seen.at(-1) ?? emptied(typed)
        const next = isSeenDraft(kept, seen) ? typed : mergeConcurrent(kept ?? emptied(base), typed, base)
        await writeKept(next)
        await hadItsTurn(typed)
        return next
      })
    },
    /**
     * Drops the popup's pending request, so that a permission granted later does not trigger it. What is
     * typed stays.
     */
    forgetAsking: (): Promise<void> =>
      alone(async () => {
        const before = await read()
        if (!before?.asking) return
        const { asking: _, ...rest } = before
        await write(rest)
      }),
    /**
     * Removes a text or file that was shared, wherever it is by now. Anything brought in or set aside
     * meanwhile stays, and so does the text that a file stood in for.
     */
    finish: (shared: Omit<DraftText, 'flattened'>, options: ShareOptions): Promise<void> =>
      alone(async () => {
        const before = await read()
        const text = leftAfterSharing(shared)
        const left = text === '' ? [] : [{ text, note: '' }]
        const aside = before?.aside.flatMap(one => (isSameText(one, shared) ? left : [one])) ?? []
        if (before && !isSameText(before.draft, { ...shared, note: before.draft.note }))
          await write({ ...before, aside })
        else if (aside.length === 0 && text === '') await clear()
        else {
          const flattened = text === '' ? undefined : before?.flattened
          await write({ draft: { ...emptyDraft(options), text }, ...(flattened && { flattened }), aside })
        }
      }),
    /** The draft is for no more than this many people: the others have their links. */
    leave: (people: number): Promise<void> =>
      alone(async () => {
        const before = await read()
        if (before && before.draft.people > people)
          await write({ ...before, draft: { ...before.draft, people } })
      }),
    /**
     * Puts a text into the composer, for one person. What was being written is set aside, not lost. @throws
     * Fault `notKept`
     */
    bring: (text: string, options: ShareOptions, flattened?: SelectionSource): Promise<void> =>
      alone(async () => {
        const before = (await read()) ?? { draft: emptyDraft(options), aside: [] }
        const draft = isEmptyDraft(before.draft) ? emptyDraft(options) : before.draft
        const one = { ...draft, people: 1 }
        await write(replaceText({ ...before, draft: one }, { text, note: draft.note, flattened }))
      }),
  }
}
export type DraftStore = ReturnType<typeof createDraftStore>

/** What a popup typed last, until it is merged; `base` is the state the user saw. */
const typingKey = 'typing'
export const draftKeys = ['composing', typingKey]
const Typing = z.object({ typed: ComposerState, base: z.optional(ComposerState) })

/** The states that a page knows were stored, or has asked to store; `undefined` where there was none. */
export type SeenDrafts = readonly (ComposerState | undefined)[]

export const isSeenDraft = (kept: ComposerState | undefined, seen: SeenDrafts): boolean =>
  seen.some(one => print(one) === print(kept))

/** A canonical form, independent of the order of members. */
const print = (one: ComposerState | undefined): string => asStored(one ? ComposerState.parse(one) : null)

/** Without text, and with nothing set aside. */
const emptied = ({ draft }: ComposerState): ComposerState => ({
  draft: { ...draft, text: '', file: undefined, note: '' },
  aside: [],
})
