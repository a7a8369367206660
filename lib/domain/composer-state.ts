import * as z from 'zod/mini'
import { Draft } from './draft'

/** Where a text came from that could not be read exactly. */
export const SelectionSource = z.strictObject({
  tabId: z.int(),
  frameId: z.int(),
  /** The match pattern whose permission would let us read it exactly, when there is one. */
  pattern: z.optional(z.string()),
  /** The page could be read, but it does not say for sure what is selected; otherwise line breaks may be lost. */
  why: z.optional(z.literal('unsure')),
})
export type SelectionSource = z.infer<typeof SelectionSource>

/** The words of a secret, apart from how it is shared. */
export const DraftText = z.strictObject({
  text: z.string(),
  note: z.string(),
  /** The text was flattened on its way here: line breaks and tabs may be lost. */
  flattened: z.optional(SelectionSource),
})
export type DraftText = z.infer<typeof DraftText>

/** What is to be done once the browser lets us reach `pattern`, for which it asks the person. */
export const PendingPermission = z.strictObject({
  to: z.enum(['share', 'generate', 'useServer', 'readExactly']),
  pattern: z.string(),
  /** Milliseconds: when the person was asked. */
  since: z.int(),
})
export type PendingPermission = z.infer<typeof PendingPermission>

/** Milliseconds. What is allowed later than that, is most likely allowed for another reason. */
const openFor = 2 * 60_000
export const isStillPending = ({ since }: PendingPermission, now: number): boolean => now - since < openFor

export const ComposerState = z.strictObject({
  draft: Draft,
  flattened: DraftText.shape.flattened,
  /** What was being written before something else had to take its place; the latest last. What can't be read must not cost the draft. */
  aside: z.catch(z.array(DraftText), []),
  /** Another server's address, half typed or not yet taken. */
  address: z.optional(z.string()),
  asking: z.optional(PendingPermission),
})
export type ComposerState = z.infer<typeof ComposerState>

/** Other words in the field. What was written there and does not stay is set aside, not lost. */
export function replaceText(
  { draft, flattened, aside, address }: ComposerState,
  next: DraftText,
): ComposerState {
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
export function mergeDrafts(before: ComposerState, since: ComposerState): ComposerState {
  const known = [...before.aside, ...since.aside]
  if (since.draft.text.trim() === '') return { ...before, aside: distinct(known) }
  const { aside } = replaceText({ ...before, aside: known }, since.draft)
  return { ...since, aside: distinct(aside) }
}

/**
 * As the browser's memory gives it back: Chromium puts U+FFFD for half of a surrogate pair. What differs in that alone was
 * written by nobody else, and must not take the place of what was typed, which is refused as it is and not mended.
 */
export const asStored = (one: unknown): string =>
  JSON.stringify(one, (_, value) => (typeof value === 'string' ? value.toWellFormed() : value)) ?? ''

const distinct = (aside: DraftText[]): DraftText[] => [
  ...new Map(aside.map(one => [JSON.stringify(one), one])).values(),
]

const wordsOf = ({ draft: { text, note }, flattened }: ComposerState): DraftText => ({
  text,
  note,
  flattened,
})
const isSame = (one: unknown, other: unknown): boolean => asStored(one) === asStored(other)
const isSameText = (one: DraftText, other: DraftText): boolean =>
  isSame(one.text, other.text) && isSame(one.note, other.note)
const isIn = (list: readonly DraftText[], one: DraftText): boolean =>
  list.some(other => isSameText(other, one))

/** What somebody has changed, else what the other one has. */
const changed = <T>(base: T, mine: T, theirs: T): T => (isSame(base, mine) ? theirs : mine)

/**
 * A draft on which two hands wrote: `typed` by a person who saw `base`, and `kept` meanwhile by somebody else, as when a
 * text was brought from a page. That stays in the field, and what was typed is set aside: neither is lost.
 */
export function mergeConcurrent(
  kept: ComposerState,
  typed: ComposerState,
  base: ComposerState,
): ComposerState {
  const [before, mine, theirs] = [wordsOf(base), wordsOf(typed), wordsOf(kept)]
  const asides = [
    ...kept.aside.filter(one => isIn(typed.aside, one) || !isIn(base.aside, one)),
    ...typed.aside.filter(one => !isIn(base.aside, one) && !isIn(kept.aside, one)),
  ]
  const collide = !isSameText(before, mine) && !isSameText(before, theirs) && !isSameText(mine, theirs)
  const field = collide && theirs.text.trim() === '' ? mine : changed(before, collide ? before : mine, theirs)
  const aside =
    collide && field === theirs && mine.text.trim() !== ''
      ? [
          ...asides.filter(
            one => (isIn(typed.aside, one) || !isSameText(one, before)) && !isSameText(one, mine),
          ),
          withoutNothing(mine),
        ]
      : asides
  const asking = changed(base.asking, typed.asking, kept.asking)
  const address = changed(base.address, typed.address, kept.address)
  return {
    draft: { ...typed.draft, text: field.text, note: field.note },
    ...(field.flattened ? { flattened: field.flattened } : {}),
    aside,
    ...(address === undefined ? {} : { address }),
    ...(asking ? { asking } : {}),
  }
}

const withoutNothing = ({ text, note, flattened }: DraftText): DraftText => ({
  text,
  note,
  ...(flattened ? { flattened } : {}),
})
