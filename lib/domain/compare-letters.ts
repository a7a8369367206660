import type { RenderedPiece } from './rendered-text'

/** What masks are drawn with. */
const masks = /^[\u2022\u25cf\u25e6\u25cb\u25a0\u25aa\u00b7]+$/

/** Whether there is nothing but a mask. */
export const isMask = (text: string): boolean => masks.test(lettersOf(text))

/** All but blank space. */
export const lettersOf = (text: string): string => text.replace(/[\s\0]+/g, '')

/** The same for two texts that differ in no more than what CSS makes of letters: capitals, in Greek without accents, forms of mathematics. */
const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase()

export const sameLetters = (one: string, other: string): boolean => {
  const [mine, theirs] = [lettersOf(one), lettersOf(other)]
  return mine === theirs || folded(mine) === folded(theirs)
}

/**
 * A browser's rendering with the page's own characters in it, one by one: CSS draws capitals for small letters, and bullets
 * for those of a mask. `undefined`: they are not the same letters, so one of the two misses something.
 */
export function withOwnLetters(rendered: string, pieces: readonly RenderedPiece[]): string | undefined {
  const raw: { letter: string; masked: boolean }[] = []
  for (const piece of pieces) {
    if (piece.is !== 'text') continue
    const masked = piece.masked === true
    // Blank space under a mask is drawn as a bullet or not at all.
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

/** How many of the drawn characters stand for this one: ß has SS for a capital. None: another one is drawn there. */
function lengthOf(letter: string, drawn: readonly string[], at: number): number {
  if (drawn[at] === letter) return 1
  return [1, 2, 3].find(length => folded(drawn.slice(at, at + length).join('')) === folded(letter)) ?? 0
}
