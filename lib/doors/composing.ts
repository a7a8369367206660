import * as z from 'zod/mini'
import { blank, Draft, isBlank, type Options } from '../rules/draft'
import { Outcome } from '../rules/outcome'
import { type Area, cell } from './storage'

/** Where a text came from that could not be read exactly. */
export const Origin = z.strictObject({
  tabId: z.int(),
  frameId: z.int(),
  /** The match pattern whose permission would let us read it exactly, when there is one. */
  pattern: z.optional(z.string()),
})
export type Origin = z.infer<typeof Origin>

/** What is to be done once the browser lets us reach `pattern`, for which it asks the person. */
export const Asking = z.strictObject({
  to: z.enum(['share', 'generate', 'useServer', 'readExactly']),
  pattern: z.string(),
})
export type Asking = z.infer<typeof Asking>

export const Composing = z.strictObject({
  draft: Draft,
  /** The text was flattened on its way here: line breaks and tabs may be lost. */
  flattened: z.optional(Origin),
  /** What was being written before something else had to take its place; the latest last. */
  aside: z.array(z.string()),
  /** Another server's address, half typed or not yet taken. */
  address: z.optional(z.string()),
  asking: z.optional(Asking),
})
export type Composing = z.infer<typeof Composing>

/** What was being written, and what was written since without knowing of it: nothing of either is lost. */
export function joined(before: Composing, since: Composing): Composing {
  const { text } = before.draft
  const known = [...new Set([...before.aside, ...since.aside])]
  if (since.draft.text.trim() === '') return { ...before, aside: known }
  const worthKeeping = text.trim() !== '' && text !== since.draft.text && !known.includes(text)
  return { ...since, aside: worthKeeping ? [...known, text] : known }
}

/** What is typed, in memory until the browser closes, so that a popup that closes loses nothing. */
export function createComposing(session: Area) {
  const kept = cell(session, 'composing', Composing)
  return {
    ...kept,
    /** A text is shared and leaves, wherever it stands by now. What was brought or set aside meanwhile stays. */
    async finish(text: string, options: Options): Promise<void> {
      const before = await kept.read()
      const aside = before?.aside.filter(one => one !== text) ?? []
      if (before && before.draft.text !== text) await kept.write({ ...before, aside })
      else if (aside.length === 0) await kept.clear()
      else await kept.write({ draft: blank(options), aside })
    },
    /** Puts a text before the person. What they were writing is set aside, not lost. */
    async bring(text: string, options: Options, flattened?: Origin): Promise<void> {
      const before = await kept.read()
      const earlier = before?.draft.text ?? ''
      const worthKeeping = earlier.trim() !== '' && earlier !== text
      const aside = [...(before?.aside ?? []), ...(worthKeeping ? [earlier] : [])]
      const begun = before && !isBlank(before.draft) ? before.draft : blank(options)
      const draft = { ...begun, text }
      await kept.write({ draft, flattened, aside, address: before?.address })
    },
  }
}
export type ComposingDoor = ReturnType<typeof createComposing>

/** The last share, in memory: what the popup shows when it opens again. */
export const createOutcome = (session: Area) => cell(session, 'outcome', Outcome)
export type OutcomeDoor = ReturnType<typeof createOutcome>
