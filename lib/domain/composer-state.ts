import * as z from 'zod/mini'
import { Draft, DraftFile } from './draft'

/** The source of a text that could not be read exactly. */
export const SelectionSource = z.strictObject({
  tabId: z.int(),
  frameId: z.int(),
  /** The match pattern whose permission would let us read it exactly, if there is one. */
  pattern: z.optional(z.string()),
  /** The page was readable but does not say for sure what is selected. Absent: line breaks may be lost. */
  why: z.optional(z.literal('unsure')),
})
export type SelectionSource = z.infer<typeof SelectionSource>

/** The text or file of a secret and its note, without the sharing options. */
export const DraftText = z.strictObject({
  text: z.string(),
  file: z.optional(DraftFile),
  note: z.string(),
  /** Set when the text was flattened on its way here: line breaks and tabs may be lost. */
  flattened: z.optional(SelectionSource),
})
export type DraftText = z.infer<typeof DraftText>

/** What to do once the user grants access to `pattern`. */
export const PendingPermission = z.strictObject({
  to: z.enum(['share', 'generate', 'useServer', 'readExactly']),
  pattern: z.string(),
  /** When the user was asked, in milliseconds. */
  since: z.int(),
})
export type PendingPermission = z.infer<typeof PendingPermission>

/** Milliseconds. A permission granted later than this was probably granted for another reason. */
const openFor = 2 * 60_000
export const isStillPending = ({ since }: PendingPermission, now: number): boolean => now - since < openFor

export const ComposerState = z.strictObject({
  draft: Draft,
  flattened: DraftText.shape.flattened,
  /** Earlier drafts that had to make way, the latest last. An unreadable list must not cost the draft. */
  aside: z.catch(z.array(DraftText), []),
  /** Another server's address, half typed or not yet applied. */
  address: z.optional(z.string()),
  asking: z.optional(PendingPermission),
})
export type ComposerState = z.infer<typeof ComposerState>

/** Replaces the field's text and file. Anything that was written there and would be lost is set aside. */
export function replaceText(before: ComposerState, next: DraftText): ComposerState {
  const { draft, aside, address } = before
  const { text, file, note } = draft
  const lost =
    isLost(text.trim() && text, next.text) ||
    isLost(file, next.file) ||
    isLost(note.trim() && note, next.note)
  return {
    draft: withWords(draft, next),
    flattened: next.flattened,
    aside: lost ? [...aside, wordsOf(before)] : aside,
    address,
  }
}

const isLost = (before: unknown, after: unknown): boolean => Boolean(before) && !isSame(before, after)

const withWords = (draft: Draft, { text, file, note }: DraftText): Draft => ({ ...draft, text, file, note })

/** What remains of a secret's words once they were shared: the text that a file stood in for. */
export const leftAfterSharing = ({ text, file }: Pick<DraftText, 'text' | 'file'>): string =>
  file ? text : ''

/** Merges an earlier draft with one written since without knowledge of it; nothing of either is lost. */
export function mergeDrafts(before: ComposerState, since: ComposerState): ComposerState {
  const known = [...before.aside, ...since.aside]
  if (isBlank(since.draft)) return { ...before, aside: distinct(known) }
  const { aside } = replaceText({ ...before, aside: known }, since.draft)
  return { ...since, aside: distinct(aside) }
}

/**
 * The value as the browser's storage returns it: Chromium replaces a lone surrogate with U+FFFD. A
 * difference in that alone is not another writer's change and must not replace what was typed, which is
 * refused as it is rather than repaired.
 */
export const asStored = (one: unknown): string =>
  JSON.stringify(one, (_, value) => (typeof value === 'string' ? value.toWellFormed() : value)) ?? ''

const distinct = (aside: DraftText[]): DraftText[] => [
  ...new Map(aside.map(one => [JSON.stringify(one), one])).values(),
]

/** Without members that are undefined. */
const wordsOf = ({ draft: { text, file, note }, flattened }: ComposerState): DraftText => ({
  text,
  ...(file && { file }),
  note,
  ...(flattened && { flattened }),
})
const isBlank = ({ text, file }: Pick<DraftText, 'text' | 'file'>): boolean => text.trim() === '' && !file
const isSame = (one: unknown, other: unknown): boolean => asStored(one) === asStored(other)
/** Whether two have the same text, file and note, wherever they came from. */
export const isSameText = (one: DraftText, other: DraftText): boolean =>
  isSame(one.text, other.text) && isSame(one.note, other.note) && isSame(one.file, other.file)
const isIn = (list: readonly DraftText[], one: DraftText): boolean =>
  list.some(other => isSameText(other, one))

/** My value if I changed it, otherwise theirs. */
const changed = <T>(base: T, mine: T, theirs: T): T => (isSame(base, mine) ? theirs : mine)

/**
 * Merges concurrent edits: `typed` by a user who saw `base`, and `kept` written meanwhile by something
 * else, such as a text brought in from a page. The latter stays in the field and what was typed is set
 * aside, so neither is lost.
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
  const field = collide && isBlank(theirs) ? mine : changed(before, collide ? before : mine, theirs)
  const aside =
    collide && field === theirs && !isBlank(mine)
      ? [
          ...asides.filter(
            one => (isIn(typed.aside, one) || !isSameText(one, before)) && !isSameText(one, mine),
          ),
          mine,
        ]
      : asides
  const asking = changed(base.asking, typed.asking, kept.asking)
  const address = changed(base.address, typed.address, kept.address)
  return {
    draft: withWords(typed.draft, field),
    ...(field.flattened ? { flattened: field.flattened } : {}),
    aside,
    ...(address === undefined ? {} : { address }),
    ...(asking ? { asking } : {}),
  }
}
