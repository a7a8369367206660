import * as z from 'zod/mini'
import {
  asStored,
  ComposerState,
  type DraftText,
  mergeConcurrent,
  replaceText,
  type SelectionSource,
} from '../domain/composer-state'
import type { ShareOptions } from '../domain/draft'
import { emptyDraft, isEmptyDraft } from '../domain/draft'
import { createKeyedMutex, type Locks } from './keyed-mutex'
import { type Area, cell } from './storage-area'

/**
 * What is typed, in memory until the browser closes, so that a popup that closes loses nothing. Popups and the
 * background write it, each in turn, by what is kept by then.
 */
export function createDraftStore(session: Area, locks?: Locks) {
  const { read: readKept, write: writeKept } = cell(session, 'composing', ComposerState)
  const typing = cell(session, typingKey, Typing)

  /** With what a popup typed that closed before its turn came. */
  async function read(): Promise<ComposerState | undefined> {
    const [kept, last] = [await readKept(), await typing.read()]
    if (!last) return kept
    const { typed, base } = last
    return kept && !isSeenDraft(kept, [typed, base])
      ? mergeConcurrent(kept, typed, base ?? emptied(typed))
      : typed
  }

  const clear = (): Promise<void> => session.remove(draftKeys)
  /** What was read is in it, also what a popup typed. */
  async function write(next: ComposerState): Promise<void> {
    const last = (await typing.read())?.typed
    await writeKept(next)
    await hadItsTurn(last)
  }
  /** Unless another key has been typed by now. */
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
     * Keeps what was typed by a person who saw the last of `seen`; the others may not have been written. @returns what is
     * kept by now: also what somebody else wrote meanwhile. @throws Fault `notKept`
     */
    keep: (typed: ComposerState, seen: SeenDrafts): Promise<ComposerState> => {
      // At once, as a popup may close before its turn comes.
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
    /** What is allowed from now on is no answer to what the popup asked. What is typed stays. */
    forgetAsking: (): Promise<void> =>
      alone(async () => {
        const before = await read()
        if (!before?.asking) return
        const { asking: _, ...rest } = before
        await write(rest)
      }),
    /** Words are shared and leave, wherever they stand by now. What was brought or set aside meanwhile stays. */
    finish: ({ text, note }: Pick<DraftText, 'text' | 'note'>, options: ShareOptions): Promise<void> =>
      alone(async () => {
        const before = await read()
        const aside = before?.aside.filter(one => one.text !== text || one.note !== note) ?? []
        if (before && before.draft.text !== text) await write({ ...before, aside })
        else if (aside.length === 0) await clear()
        else await write({ draft: emptyDraft(options), aside })
      }),
    /** Puts a text before the person. What they were writing is set aside, not lost. @throws Fault `notKept` */
    bring: (text: string, options: ShareOptions, flattened?: SelectionSource): Promise<void> =>
      alone(async () => {
        const before = (await read()) ?? { draft: emptyDraft(options), aside: [] }
        const draft = isEmptyDraft(before.draft) ? emptyDraft(options) : before.draft
        await write(replaceText({ ...before, draft }, { text, note: draft.note, flattened }))
      }),
  }
}
export type DraftStore = ReturnType<typeof createDraftStore>

/** The last that a popup typed, until it has had its turn: by whom it was seen as `base`. */
const typingKey = 'typing'
export const draftKeys = ['composing', typingKey]
const Typing = z.object({ typed: ComposerState, base: z.optional(ComposerState) })

/** What a page knows to have been kept, or has asked to keep; none where there was nothing. */
export type SeenDrafts = readonly (ComposerState | undefined)[]

export const isSeenDraft = (kept: ComposerState | undefined, seen: SeenDrafts): boolean =>
  seen.some(one => print(one) === print(kept))

/** The same for the same, in whatever order its parts were put together. */
const print = (one: ComposerState | undefined): string => asStored(one ? ComposerState.parse(one) : null)

/** Without words, and with nothing set aside. */
const emptied = ({ draft }: ComposerState): ComposerState => ({
  draft: { ...draft, text: '', note: '' },
  aside: [],
})
