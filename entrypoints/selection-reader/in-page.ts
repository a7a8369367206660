import { lettersOf, withOwnLetters } from '../../lib/domain/compare-letters'
import { type RenderedPiece, renderedText } from '../../lib/domain/rendered-text'
import { withoutBorder } from '../../lib/domain/selection'
import { type Walked, walk } from './flat-tree'
import { isWithin, type RangeSpan, spansOf } from './ranges'

/**
 * `rendered`: the browser's own text of the selection. `sure`: whether our readings agree (`byMenu`: if the
 * menu's text agrees too).
 */
export type InPage = {
  text: string
  rendered: string
  sure: 'yes' | 'byMenu' | 'no'
  spans: RangeSpan[]
  /** Letters before and after each CodeMirror gap, where lines out of view aren't in the DOM. */
  parts: string[]
}

/** What is selected in the page itself, not in a field. */
export function readInPage(selection: Selection): InPage {
  // Copying leaves NULs out too.
  const rendered = selection.toString().replaceAll('\0', '')
  const spans = spansOf(selection).filter(isWithin)
  const raw = spans.map(span => walk(span, 'raw'))
  const { text, sure } = agreement(rendered, spans, raw)
  return {
    text: withoutBorder(text),
    sure: sure !== 'no' && isSpelt(text) ? 'no' : sure,
    ...{ rendered, spans, parts: partsOf(raw.flatMap(({ pieces }) => pieces)) },
  }
}

function partsOf(pieces: readonly RenderedPiece[]): string[] {
  const parts = ['']
  for (const piece of pieces) {
    if (piece.is === 'gap') parts.push('')
    else parts.push(`${parts.pop()}${lettersIn(piece)}`)
  }
  return parts
}

type Agreed = Pick<InPage, 'text' | 'sure'>

function agreement(rendered: string, spans: readonly RangeSpan[], walked: readonly Walked[]): Agreed {
  const [span, ...others] = spans
  const [raw] = walked
  if (!span || !raw) return { text: rendered, sure: 'no' }
  if (others.length > 0) return several(rendered, spans)
  if (import.meta.env.FIREFOX) {
    // In Firefox `Selection.toString()` is what gets copied, except for shadow content (measured).
    if (!raw.met.has('roots')) return { text: rendered, sure: 'yes' }
    return { text: complete(walk(span, 'drawn'), rendered), sure: 'no' }
  }
  const isPlain = raw.met.size === 0 && lettersOf(rendered) === raw.pieces.map(lettersIn).join('')
  const { text, sure } = isPlain
    ? { text: rendered, sure: 'yes' as const }
    : inChromium(walk(span, 'drawn'), rendered, span)
  return { text: text.replaceAll('\u00a0', ' '), sure }
}

const lettersIn = (piece: RenderedPiece): string => (piece.is === 'text' ? lettersOf(piece.text) : '')

/**
 * Chromium's `toString()` of a selection follows CSS and omits pictures and shadow content; what it copies
 * doesn't (measured).
 */
function inChromium(one: Walked, rendered: string, span: RangeSpan): Agreed {
  const asDrawn = { text: complete(one, rendered), sure: 'no' } as const
  if (one.met.has('fields')) return asDrawn
  if (one.met.has('roots')) return { ...asDrawn, sure: 'byMenu' }
  const lettered = withOwnLetters(rendered, one.pieces)
  if (lettered === undefined) return reachesOut(one, rendered, span) ? { ...asDrawn, sure: 'yes' } : asDrawn
  if (!one.met.has('pictures')) return { text: lettered, sure: 'yes' }
  // Trust our placement of pictures only if we render the rest exactly as the browser does.
  const { pieces, inLine } = one
  const plain = renderedText(pieces, { pictures: false, inLine })
  if (!lettered.startsWith(plain.trimEnd()) || lettered.trimEnd() !== plain.trimEnd()) return asDrawn
  const whole = renderedText(pieces, { inLine })
  if (lettered.startsWith(plain)) return { text: whole + lettered.slice(plain.length), sure: 'yes' }
  // Trailing white space, which may not be rendered.
  const end = plain.slice(plain.trimEnd().length)
  if (!whole.endsWith(end)) return asDrawn
  return {
    text: whole.slice(0, whole.length - end.length) + lettered.slice(plain.trimEnd().length),
    sure: 'yes',
  }
}

/**
 * For a selection that crosses the edge of an editable area, Chromium's `toString()` has only the first part;
 * copying takes it all (measured). We render plain words in blocks the same way Chromium does.
 */
function reachesOut({ pieces }: Walked, rendered: string, span: RangeSpan): boolean {
  const { startContainer, endContainer, endOffset } = span
  return (
    isEditable(startContainer) !== isEditable(endContainer) &&
    endOffset > 0 &&
    pieces.every(piece =>
      piece.is === 'text' ? !piece.masked : piece.is === 'border' || piece.is === 'break',
    ) &&
    pieces.map(lettersIn).join('').startsWith(lettersOf(rendered))
  )
}

const isEditable = (node: Node): boolean =>
  node instanceof HTMLElement ? node.isContentEditable : node.parentElement?.isContentEditable === true

/** The whole text, for a person to check. */
const complete = ({ pieces, inLine }: Walked, rendered: string): string => {
  const text = renderedText(pieces, { inLine }).trim()
  return text === '' ? rendered : text
}

/** Firefox joins multiple ranges without separators, except for table cells. */
function several(rendered: string, spans: readonly RangeSpan[]): Agreed {
  const isTable = spans.every(
    ({ startContainer, startOffset, endContainer, endOffset }) =>
      startContainer === endContainer &&
      startContainer instanceof HTMLTableRowElement &&
      endOffset === startOffset + 1,
  )
  if (isTable) return { text: rendered, sure: 'yes' }
  return { text: spans.map(span => complete(walk(span, 'drawn'), '')).join('\n'), sure: 'no' }
}

/**
 * Mostly one character a line, as when letters are positioned one by one: copying puts line breaks between.
 */
function isSpelt(text: string): boolean {
  const lines = text.split('\n').filter(line => line.trim() !== '')
  const single = lines.filter(line => Array.from(line.trim()).length === 1)
  return lines.length > 3 && single.length * 5 > lines.length * 4
}
