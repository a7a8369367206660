import * as z from 'zod/mini'
import { isMask, lettersOf, sameLetters } from './compare-letters'

/**
 * The selected text. The browser's context menu supplies a rendering, not the text: Chromium turns every
 * line break and tab into a space, shows a password as bullets, and writes capitals where CSS does; Firefox
 * cuts at 16 384 characters. `unsure`: the page was read, but its answers are inconsistent or incomplete.
 */
export const CapturedText = z.strictObject({
  text: z.string(),
  exact: z.boolean(),
  why: z.optional(z.literal('unsure')),
})
export type CapturedText = z.infer<typeof CapturedText>

/**
 * What was read in a frame. `shown`: what the browser's menu should contain, where that differs from the
 * text; `part`: the editor may give the browser only a piece. `sure`: `yes` if the readings agree; `byMenu`
 * if they do provided that the menu's text matches; `guess` for a field that does not expose its selection,
 * so this may be all of it. `halved`: it contains a lone surrogate, which would be altered on its way here.
 */
export const SelectionReading = z.union([
  z.strictObject({ is: z.literal('halved') }),
  z.strictObject({
    is: z.literal('read'),
    text: z.string(),
    shown: z.optional(z.string()),
    menu: z.optional(z.literal('part')),
    sure: z.enum(['yes', 'byMenu', 'guess', 'no']),
    field: z.optional(z.uuid()),
  }),
])
export type SelectionReading = z.infer<typeof SelectionReading>

/**
 * The result of replacing the selected text with a link. `moved`: the selection has changed, so nothing was
 * replaced. `refused`: the target does not accept it.
 */
export const Replacement = z.enum(['replaced', 'moved', 'refused'])
export type Replacement = z.infer<typeof Replacement>

const firefoxCut = 16_384

/**
 * Chooses between the text read from the page and the menu's. The menu cannot have altered a text without
 * white space, bullets, capitals that CSS may have made, or the maximum length, so such a text counts as
 * exact too. `undefined`: there is nothing to share.
 */
export function chooseText(read: string | undefined, menu: string | undefined): CapturedText | undefined {
  if (read !== undefined && read.trim() !== '') return { text: read, exact: true }
  if (menu === undefined || menu.trim() === '' || isMask(menu)) return undefined
  return { text: menu, exact: !/\s/.test(menu) && menu.length < firefoxCut && !isCapitalised(menu) }
}

/** The text that was read, compared with the menu's as far as they are comparable. */
export function settleSelection(
  read: SelectionReading | undefined,
  menu: string | undefined,
): CapturedText | undefined {
  if (read?.is !== 'read' || read.text.trim() === '') return chooseText(undefined, menu)
  const { text, sure } = read
  // Bullets are never the actual password.
  if (isMask(text)) return undefined
  if (sure === 'guess' && menu !== undefined && menu.trim() !== '') return chooseText(undefined, menu)
  const agreed =
    sure === 'byMenu' ? menu !== undefined && sameSpaces(text, menu) : sure === 'yes' && agrees(read, menu)
  return agreed ? { text, exact: true } : { text, exact: false, why: 'unsure' }
}

/**
 * Whether CSS may have made its capitals: `uppercase` leaves no lower-case letter, `capitalize` none at the
 * start of a word.
 */
const isCapitalised = (word: string): boolean =>
  /\p{Lu}/u.test(word) && !/(?<![\p{L}\p{N}])\p{Ll}/u.test(word) && (!/\p{Ll}/u.test(word) || startsBig(word))

const startsBig = (word: string): boolean => /(?<!\p{L})\p{Lu}/u.test(word)

function agrees(
  { text, shown = text, menu: has }: Extract<SelectionReading, { is: 'read' }>,
  menu: string | undefined,
) {
  if (menu === undefined || menu.trim() === '' || isMask(menu)) return true
  if (sameLetters(shown, menu) || sameLetters(text, menu)) return true
  const letters = lettersOf(menu)
  if (letters.length >= firefoxCut && sameLetters(lettersOf(shown).slice(0, letters.length), letters))
    return true
  return has === 'part' && holds(text, menu)
}

/** Whether a text contains, in order, the pieces of another one whose middle was elided. */
export function holds(text: string, pieces: string): boolean {
  let at = 0
  const letters = lettersOf(text)
  return pieces.split('…').every(piece => {
    const found = letters.indexOf(lettersOf(piece), at)
    at = found + lettersOf(piece).length
    return found !== -1
  })
}

/** Chromium's menu has one space for each tab and line break, and none at either end. */
const sameSpaces = (text: string, menu: string): boolean =>
  sameLetters(text, menu) && spacesOf(text) === spacesOf(menu)

const spacesOf = (text: string): string => text.trim().replace(/\s/g, ' ').replace(/\S+/g, 'x')

/**
 * Line breaks after a single line come from its block's border; those after several lines stay, as in a
 * copied text.
 */
export function withoutBorder(text: string): string {
  const line = text.replace(/\n+$/, '')
  return line.includes('\n') ? text : line
}
