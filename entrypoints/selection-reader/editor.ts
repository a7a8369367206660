import { isVisibleIn } from '../../lib/domain/visible-text'
import { seenOf } from './field'
import { shownIn } from './shadow-roots'

/** The nearest ancestor of an editor's hidden field that is large enough to hold its visible text. */
export function editorAround(field: Element): Element | undefined {
  for (let up = field.parentElement; up; up = up.parentElement) {
    const { width, height } = seenOf(up)
    if (width >= 40 && height >= 14) return up === document.documentElement ? undefined : up
  }
  return undefined
}

/** Whether the text an editor says it would copy matches what it shows, as far as that is in view. */
export function shows(editor: Element, text: string): boolean {
  const rows = rowsOf(editor)
  const box = editor.getBoundingClientRect()
  const [first, last] = [rows[0], rows.at(-1)]
  if (!first || !last) return false
  const near = (last.bottom - last.top) * 1.5
  const goesOn = { above: first.top <= box.top + near, below: last.bottom >= box.bottom - near }
  return isVisibleIn(
    text,
    rows.map(row => row.text),
    goesOn,
  )
}

type Row = { top: number; bottom: number; text: string }

/** The text in an editor, row by row from top to bottom by position, whatever the document order. */
function rowsOf(editor: Element): Row[] {
  const found: { top: number; bottom: number; left: number; text: string }[] = []
  const range = document.createRange()
  const collect = (node: Node): void => {
    if (node instanceof Text) {
      range.selectNodeContents(node)
      for (const [index, { top, bottom, left }] of [...range.getClientRects()].entries())
        found.push({ top, bottom, left, text: index === 0 ? node.data : '' })
    } else if (!(node instanceof Element) || node.checkVisibility({ visibilityProperty: true }))
      for (const child of shownIn(node)) collect(child)
  }
  collect(editor)
  const rows: Row[] = []
  for (const piece of found.sort((a, b) => (Math.abs(a.top - b.top) < 4 ? a.left - b.left : a.top - b.top))) {
    const row = rows.at(-1)
    if (row && Math.abs(row.top - piece.top) < 4) row.text += piece.text
    else rows.push({ top: piece.top, bottom: piece.bottom, text: piece.text })
  }
  return rows
}
