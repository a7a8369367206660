import * as z from 'zod/mini'
import { blank, Draft, isBlank, type Options } from '../rules/draft'
import { Outcome } from '../rules/outcome'
import { type Area, type Cell, cell } from './storage'

/** Where a text came from that could not be read exactly. */
export const Origin = z.strictObject({
  tabId: z.int(),
  frameId: z.int(),
  /** The match pattern whose permission would let us read it exactly, when there is one. */
  pattern: z.optional(z.string()),
})
export type Origin = z.infer<typeof Origin>

/** The words of a secret, apart from how it is shared. */
export const Written = z.strictObject({
  text: z.string(),
  note: z.string(),
  /** The text was flattened on its way here: line breaks and tabs may be lost. */
  flattened: z.optional(Origin),
})
export type Written = z.infer<typeof Written>

/** What is to be done once the browser lets us reach `pattern`, for which it asks the person. */
export const Asking = z.strictObject({
  to: z.enum(['share', 'generate', 'useServer', 'readExactly']),
  pattern: z.string(),
  /** Milliseconds: when the person was asked. */
  since: z.int(),
})
export type Asking = z.infer<typeof Asking>

/** Milliseconds. What is allowed later than that, is most likely allowed for another reason. */
const openFor = 2 * 60_000
export const isOpen = ({ since }: Asking, now: number): boolean => now - since < openFor

export const Composing = z.strictObject({
  draft: Draft,
  flattened: Written.shape.flattened,
  /** What was being written before something else had to take its place; the latest last. What can't be read must not cost the draft. */
  aside: z.catch(z.array(Written), []),
  /** Another server's address, half typed or not yet taken. */
  address: z.optional(z.string()),
  asking: z.optional(Asking),
})
export type Composing = z.infer<typeof Composing>

/** Other words in the field. What was written there and does not stay is set aside, not lost. */
export function withWords({ draft, flattened, aside, address }: Composing, next: Written): Composing {
  const { text, note } = draft
  const lost = isLost(text, next.text) || isLost(note, next.note)
  return {
    draft: { ...draft, text: next.text, note: next.note },
    flattened: next.flattened,
    aside: lost ? [...aside, { text, note, flattened }] : aside,
    address,
  }
}

const isLost = (before: string, after: string): boolean => before.trim() !== '' && before !== after

/** What was being written, and what was written since without knowing of it: nothing of either is lost. */
export function joined(before: Composing, since: Composing): Composing {
  const known = [...before.aside, ...since.aside]
  if (since.draft.text.trim() === '') return { ...before, aside: distinct(known) }
  const { aside } = withWords({ ...before, aside: known }, since.draft)
  return { ...since, aside: distinct(aside) }
}

const distinct = (aside: Written[]): Written[] => [
  ...new Map(aside.map(one => [JSON.stringify(one), one])).values(),
]

/** What is typed, in memory until the browser closes, so that a popup that closes loses nothing. */
export function createComposing(session: Area) {
  const kept = cell(session, 'composing', Composing)
  return {
    ...kept,
    /** Words are shared and leave, wherever they stand by now. What was brought or set aside meanwhile stays. */
    async finish({ text, note }: Pick<Written, 'text' | 'note'>, options: Options): Promise<void> {
      const before = await kept.read()
      const aside = before?.aside.filter(one => one.text !== text || one.note !== note) ?? []
      if (before && before.draft.text !== text) await kept.write({ ...before, aside })
      else if (aside.length === 0) await kept.clear()
      else await kept.write({ draft: blank(options), aside })
    },
    /** Puts a text before the person. What they were writing is set aside, not lost. */
    async bring(text: string, options: Options, flattened?: Origin): Promise<void> {
      const before = (await kept.read()) ?? { draft: blank(options), aside: [] }
      const draft = isBlank(before.draft) ? blank(options) : before.draft
      await kept.write(withWords({ ...before, draft }, { text, note: draft.note, flattened }))
    },
  }
}
export type ComposingDoor = ReturnType<typeof createComposing>

/** What is allowed from now on is no answer to what the popup asked. What is typed stays. */
export async function forgetAsking({ read, write }: Cell<Composing>): Promise<void> {
  const before = await read()
  if (!before?.asking) return
  const { asking: _, ...rest } = before
  await write(rest)
}

/** The last share, in memory: what the popup shows when it opens again. */
export const createOutcome = (session: Area) => cell(session, 'outcome', Outcome)
export type OutcomeDoor = ReturnType<typeof createOutcome>
