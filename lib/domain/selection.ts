import * as z from 'zod/mini'
import { isMask, lettersOf, sameLetters } from './compare-letters'

/**
 * What a person selected. What the browser hands over with its menu is a rendering, not the text: Chromium turns every line
 * break and tab into a space, shows a password as bullets, and writes capitals where CSS does; Firefox cuts at 16 384
 * characters. `unsure`: the page was read, but what it says of itself does not agree, or is not all of it.
 */
export const CapturedText = z.strictObject({
  text: z.string(),
  exact: z.boolean(),
  why: z.optional(z.literal('unsure')),
})
export type CapturedText = z.infer<typeof CapturedText>

/**
 * What was read in a frame. `shown`: what the browser's menu should say of it, where that is not the text itself; `part`: what an
 * editor gives its browser may be a piece. `sure`: the readings agree; `byMenu`: they do if the menu says the same;
 * `guess`: a field that tells nothing of its selection, so it may be all of it. `halved`: it holds half of a character,
 * which would be altered on its way here.
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
 * What became of a link that was to take the place of the selected text. `moved`: something else is selected by
 * now, and nothing was changed. `refused`: the place does not take it.
 */
export const Replacement = z.enum(['replaced', 'moved', 'refused'])
export type Replacement = z.infer<typeof Replacement>

const firefoxCut = 16_384

/**
 * Chooses between what was read from the page itself and what the menu says. A text without any white space, bullets,
 * capitals that CSS may have made or full length can't have been altered by the menu, so it counts as exact too.
 * `undefined`: there is nothing to share.
 */
export function chooseText(read: string | undefined, menu: string | undefined): CapturedText | undefined {
  if (read !== undefined && read.trim() !== '') return { text: read, exact: true }
  if (menu === undefined || menu.trim() === '' || isMask(menu)) return undefined
  return { text: menu, exact: !/\s/.test(menu) && menu.length < firefoxCut && !isCapitalised(menu) }
}

/** What was read, once the menu was heard too: it has to tell the same, as far as it can. */
export function settleSelection(
  read: SelectionReading | undefined,
  menu: string | undefined,
): CapturedText | undefined {
  if (read?.is !== 'read' || read.text.trim() === '') return chooseText(undefined, menu)
  const { text, sure } = read
  // Bullets are nobody's password.
  if (isMask(text)) return undefined
  if (sure === 'guess' && menu !== undefined && menu.trim() !== '') return chooseText(undefined, menu)
  const agreed =
    sure === 'byMenu' ? menu !== undefined && sameSpaces(text, menu) : sure === 'yes' && agrees(read, menu)
  return agreed ? { text, exact: true } : { text, exact: false, why: 'unsure' }
}

/** Whether CSS may have made its capitals: `uppercase` leaves no small letter, `capitalize` none at the start of a word. */
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

/** Whether a text holds each piece of another that leaves out its middle. */
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

/** Line breaks at the end of one line are the border of its block; those after several stay, as copying gives them. */
export function withoutBorder(text: string): string {
  const line = text.replace(/\n+$/, '')
  return line.includes('\n') ? text : line
}
