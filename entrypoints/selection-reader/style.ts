import type { RenderedPiece } from '../../lib/domain/rendered-text'

/** Whether copying skips text with this style. */
export function isLeftOut({ visibility, userSelect }: CSSStyleDeclaration): boolean {
  return visibility !== 'visible' || userSelect === 'none'
}

/** Chromium skips clipped elements without any size. */
export const isClipped = (node: Element, { overflowX }: CSSStyleDeclaration): boolean =>
  overflowX !== 'visible' &&
  node instanceof HTMLElement &&
  (node.offsetWidth === 0 || node.offsetHeight === 0)

export function spaceOf({ whiteSpaceCollapse, whiteSpace }: CSSStyleDeclaration): 'one' | 'lines' | 'kept' {
  const rule = whiteSpaceCollapse || whiteSpace
  if (/break-spaces|^preserve$|^pre$|pre-wrap/.test(rule)) return 'kept'
  return /preserve-breaks|pre-line/.test(rule) ? 'lines' : 'one'
}

type Border = { before: RenderedPiece; after?: RenderedPiece }
/** The line breaks a block element adds before and after its text. */
export function borderOf(node: Element, style: CSSStyleDeclaration): Border | undefined {
  const { display, position, float } = style
  if (display === 'table-cell') return node.previousElementSibling ? { before: { is: 'cell' } } : undefined
  if (position === 'absolute' || position === 'fixed' || float !== 'none') return undefined
  if (/^(inline|ruby|none|contents)/.test(display) || node === document.body) return undefined
  // Regardless of its margins (measured in Chromium).
  const wide = node.localName === 'p'
  return { before: { is: 'border', lines: 1 }, after: { is: 'border', lines: wide ? 2 : 1 } }
}
