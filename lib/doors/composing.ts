import * as z from 'zod/mini'
import { asKept, bothOf, Composing, type Origin, type Written, withWords } from '../rules/composing'
import type { Options } from '../rules/draft'
import { blank, isBlank } from '../rules/draft'
import { createKeyedMutex, type Locks } from './keyed-mutex'
import { type Area, cell } from './storage'

/**
 * What is typed, in memory until the browser closes, so that a popup that closes loses nothing. Popups and the
 * background write it, each in turn, by what is kept by then.
 */
export function createComposing(session: Area, locks?: Locks) {
  const { read: readKept, write: writeKept } = cell(session, 'composing', Composing)
  const typing = cell(session, typingKey, Typing)

  /** With what a popup typed that closed before its turn came. */
  async function read(): Promise<Composing | undefined> {
    const [kept, last] = [await readKept(), await typing.read()]
    if (!last) return kept
    const { typed, base } = last
    return kept && !isSeen(kept, [typed, base]) ? bothOf(kept, typed, base ?? emptied(typed)) : typed
  }

  const clear = (): Promise<void> => session.remove(composingKeys)
  /** What was read is in it, also what a popup typed. */
  async function write(next: Composing): Promise<void> {
    const last = (await typing.read())?.typed
    await writeKept(next)
    await hadItsTurn(last)
  }
  /** Unless another key has been typed by now. */
  async function hadItsTurn(typed: Composing | undefined): Promise<void> {
    if (typed && isSeen((await typing.read())?.typed, [typed])) await typing.clear()
  }
  const mutex = createKeyedMutex(locks)
  const alone = <T>(work: () => Promise<T>): Promise<T> => mutex(['composing'], work)
  return {
    read,
    clear: (): Promise<void> => alone(clear),
    write: (next: Composing): Promise<void> => alone(() => write(next)),
    /**
     * Keeps what was typed by a person who saw the last of `seen`; the others may not have been written. @returns what is
     * kept by now: also what somebody else wrote meanwhile. @throws Fault `notKept`
     */
    keep: (typed: Composing, seen: Seen): Promise<Composing> => {
      // At once, as a popup may close before its turn comes.
      const noted = typing.write({ typed, base: seen.at(-1) }).catch(() => {})
      return alone(async () => {
        await noted
        const kept = await readKept()
        const base = seen.at(-1) ?? emptied(typed)
        const next = isSeen(kept, seen) ? typed : bothOf(kept ?? emptied(base), typed, base)
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
    finish: ({ text, note }: Pick<Written, 'text' | 'note'>, options: Options): Promise<void> =>
      alone(async () => {
        const before = await read()
        const aside = before?.aside.filter(one => one.text !== text || one.note !== note) ?? []
        if (before && before.draft.text !== text) await write({ ...before, aside })
        else if (aside.length === 0) await clear()
        else await write({ draft: blank(options), aside })
      }),
    /** Puts a text before the person. What they were writing is set aside, not lost. @throws Fault `notKept` */
    bring: (text: string, options: Options, flattened?: Origin): Promise<void> =>
      alone(async () => {
        const before = (await read()) ?? { draft: blank(options), aside: [] }
        const draft = isBlank(before.draft) ? blank(options) : before.draft
        await write(withWords({ ...before, draft }, { text, note: draft.note, flattened }))
      }),
  }
}
export type ComposingDoor = ReturnType<typeof createComposing>

/** The last that a popup typed, until it has had its turn: by whom it was seen as `base`. */
const typingKey = 'typing'
export const composingKeys = ['composing', typingKey]
const Typing = z.object({ typed: Composing, base: z.optional(Composing) })

/** What a page knows to have been kept, or has asked to keep; none where there was nothing. */
export type Seen = readonly (Composing | undefined)[]

export const isSeen = (kept: Composing | undefined, seen: Seen): boolean =>
  seen.some(one => print(one) === print(kept))

/** The same for the same, in whatever order its parts were put together. */
const print = (one: Composing | undefined): string => asKept(one ? Composing.parse(one) : null)

/** Without words, and with nothing set aside. */
const emptied = ({ draft }: Composing): Composing => ({ draft: { ...draft, text: '', note: '' }, aside: [] })
