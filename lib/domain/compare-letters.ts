import type { RenderedPiece } from './rendered-text'

/** The characters that masks are drawn with. */
const masks = /^[\u2022\u25cf\u25e6\u25cb\u25a0\u25aa\u00b7]+$/

/** Whether the text consists of mask characters only. */
export const isMask = (text: string): boolean => masks.test(lettersOf(text))

/** The text without white space. */
export const lettersOf = (text: string): string => text.replace(/[\s\0]+/g, '')

/**
 * Equal for two texts that differ only in what CSS does to letters: capitals (without accents in Greek) and
 * mathematical forms.
 */
const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase()

export const sameLetters = (one: string, other: string): boolean => {
  const [mine, theirs] = [lettersOf(one), lettersOf(other)]
  return mine === theirs || folded(mine) === folded(theirs)
}

/**
 * Puts the page's own characters into a browser's rendering, one by one: CSS may have drawn capitals for
 * small letters, or bullets for masked ones. `undefined` when the letters differ, so one of the two is
 * missing something.
 */
export function withOwnLetters(rendered: string, pieces: readonly RenderedPiece[]): string | undefined {
  const raw: { letter: string; masked: boolean }[] = []
  for (const piece of pieces) {
    if (piece.is !== 'text') continue
    const masked = piece.masked === true
    // Masked white space is drawn either as a bullet or not at all.
    if (masked && /\s/.test(piece.text)) return undefined
    for (const letter of lettersOf(piece.text)) raw.push({ letter, masked })
  }
  const drawn = Array.from(rendered.replaceAll('\0', ''))
  let text = ''
  let at = 0
  for (let next = 0; next < drawn.length; next++) {
    const shown = drawn[next] ?? ''
    if (/\s/.test(shown)) {
      text += shown
      continue
    }
    const own = raw[at++]
    if (!own) return undefined
    const more = own.masked ? (isMask(shown) ? 1 : 0) : lengthOf(own.letter, drawn, next)
    if (more === 0) return undefined
    text += own.letter
    next += more - 1
  }
  return at === raw.length ? text : undefined
}

/**
 * How many drawn characters stand for this letter (ß is capitalised as SS); 0 when another letter is drawn
 * there.
 */
function lengthOf(letter: string, drawn: readonly string[], at: number): number {
  if (drawn[at] === letter) return 1
  return [1, 2, 3].find(length => folded(drawn.slice(at, at + length).join('')) === folded(letter)) ?? 0
}
