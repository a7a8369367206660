import { drawn, type Piece } from '../../lib/rules/drawn'
import { withLetters } from '../../lib/rules/letters'
import { withoutBorder } from '../../lib/rules/selection'
import { isWithin, type Span, spansOf } from './ranges'
import { type Walked, walk } from './walk'

/** `rendered`: the browser's own text of it. `sure`: whether the readings agree, or would if the menu says the same. */
export type InPage = {
  text: string
  rendered: string
  sure: 'yes' | 'byMenu' | 'no'
  spans: Span[]
  hasGap: boolean
}

/** What is selected in the page itself, in no field. */
export function readInPage(selection: Selection): InPage {
  const rendered = selection.toString()
  const spans = spansOf(selection).filter(isWithin)
  const walked = spans.map(walk)
  const { text, sure } = agreement(rendered, spans, walked)
  return {
    text: withoutBorder(text),
    sure: sure !== 'no' && isSpelt(text) ? 'no' : sure,
    ...{ rendered, spans, hasGap: walked.some(({ met }) => met.has('gap')) },
  }
}

type Agreed = Pick<InPage, 'text' | 'sure'>

function agreement(rendered: string, spans: readonly Span[], walked: readonly Walked[]): Agreed {
  const [one, ...others] = walked
  if (!one) return { text: rendered, sure: 'no' }
  if (others.length > 0) return several(rendered, spans, walked)
  if (import.meta.env.FIREFOX) {
    // Its own text of a selection is what it copies, but for what roots show (measured).
    return one.met.has('roots') ? { text: complete(one, rendered), sure: 'no' } : { text: rendered, sure: 'yes' }
  }
  const { text, sure } = inChromium(one, rendered)
  return { text: text.replaceAll('\u00a0', ' '), sure }
}

/** Chromium's own text of a selection is drawn by CSS and without pictures and roots; what it copies is not (measured). */
function inChromium(one: Walked, rendered: string): Agreed {
  if (one.met.has('roots') || one.met.has('fields'))
    return { text: complete(one, rendered), sure: one.met.has('fields') ? 'no' : 'byMenu' }
  const lettered = withLetters(rendered, one.pieces)
  if (lettered === undefined) return { text: complete(one, rendered), sure: 'no' }
  if (!one.pieces.some(isPicture)) return { text: lettered, sure: 'yes' }
  // Only what draws the rest as the browser does is believed about where pictures stand.
  const [plain, whole] = [false, true].map(pictures => drawn(one.pieces, { pictures, inLine: one.inLine }))
  const words = lettered.trimEnd()
  if (plain?.trimEnd() !== words) return { text: complete(one, rendered), sure: 'no' }
  return { text: `${whole?.trimEnd()}${lettered.slice(words.length)}`, sure: 'yes' }
}

const isPicture = (piece: Piece): boolean => piece.is === 'picture' && piece.text !== ''

/** All of it, for a person to look at. */
const complete = ({ pieces, inLine }: Walked, rendered: string): string => {
  const text = drawn(pieces, { inLine }).trim()
  return text === '' ? rendered : text
}

/** Firefox glues what lies apart; only cells of a table are told apart. */
function several(rendered: string, spans: readonly Span[], walked: readonly Walked[]): Agreed {
  const isTable = spans.every(
    ({ startContainer, startOffset, endContainer, endOffset }) =>
      startContainer === endContainer &&
      startContainer instanceof HTMLTableRowElement &&
      endOffset === startOffset + 1,
  )
  if (isTable) return { text: rendered, sure: 'yes' }
  return { text: walked.map(one => complete(one, '')).join('\n'), sure: 'no' }
}

/** One character a line, as when a word is drawn letter by letter: copying puts line breaks between them. */
function isSpelt(text: string): boolean {
  const lines = text.split('\n').filter(line => line.trim() !== '')
  const single = lines.filter(line => Array.from(line.trim()).length === 1)
  return lines.length > 3 && single.length * 5 > lines.length * 4
}
