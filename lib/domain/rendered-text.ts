/**
 * The selection in pieces, in display order, with the page's own characters. `border`: where a block begins
 * or ends, and the minimum number of line breaks there. `picture`: its text alternative.
 */
export type RenderedPiece =
  | { is: 'text'; text: string; space: 'one' | 'lines' | 'kept'; masked?: boolean }
  | { is: 'picture'; text: string }
  | { is: 'field'; text: string }
  | { is: 'border'; lines: 1 | 2 }
  | { is: 'break' }
  | { is: 'cell' }
  /** Lines that an editor has not rendered. */
  | { is: 'gap' }

/**
 * The pieces as a browser would copy them, as far as we can tell: white space is collapsed and blocks are
 * on lines of their own. The browser's own text, where available, shows whether we got it right. `inLine`:
 * something precedes the first piece on its line. Trailing white space is included, though it may not be
 * rendered.
 */
export function renderedText(
  pieces: readonly RenderedPiece[],
  { pictures = true, inLine = false } = {},
): string {
  let text = ''
  let lines = 0
  let ended = 0
  let begun = false
  let blank = false
  let open = inLine

  function put(more: string): void {
    if (begun && lines > ended) text += '\n'.repeat(lines - ended)
    text += blank ? ` ${more}` : more
    // A picture ends a run of line breaks, even if its text is empty.
    ended = /\n*$/.exec(more)?.[0].length ?? 0
    begun = true
    lines = 0
    blank = false
    open = true
  }

  function write(words: string, isKept: boolean): void {
    const collapsed = !isKept && words.startsWith(' ')
    if (collapsed) blank ||= open
    const inner = isKept ? words : words.replace(/^ | $/g, '')
    if (inner === '') return
    put(inner)
    open = !inner.endsWith('\n')
    blank = !isKept && words.endsWith(' ')
  }

  for (const piece of pieces) {
    if (piece.is === 'text') write(spaced(piece.text, piece.space), piece.space === 'kept')
    else if (piece.is === 'gap') put('…')
    else if (piece.is === 'picture') put(pictures ? piece.text : '')
    else if (piece.is === 'cell') {
      blank = false
      if (lines === 0) put('\t')
      open = false
    } else if (piece.is === 'break') {
      blank = false
      const breaks = lines > 0 ? 0 : ended
      put('\n')
      ended += breaks
      open = false
    } else if (piece.is === 'border') {
      blank = false
      open = false
      if (begun) lines = Math.max(lines, piece.lines)
    } else {
      blank = false
      lines = Math.max(lines, 1)
      put(piece.text)
      open = false
      lines = 1
    }
  }
  return blank ? `${text} ` : text
}

function spaced(text: string, space: 'one' | 'lines' | 'kept'): string {
  const words = text.replaceAll('\0', '')
  if (space === 'kept') return words
  if (space === 'one') return words.replace(/[ \t\n\r\f]+/g, ' ')
  return words.replace(/[ \t]*\n[ \t]*/g, '\n').replace(/[ \t]+/g, ' ')
}
