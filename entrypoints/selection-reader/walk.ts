import type { Piece } from '../../lib/rules/drawn'
import type { Span } from './ranges'
import { rootOf, shownIn, shownUnder } from './roots'

/**
 * What a browser's own text of the selection may not have, or has elsewhere: `roots`, `fields`, `pictures`.
 */
export type Walked = { pieces: Piece[]; inLine: boolean; met: Set<'roots' | 'fields' | 'pictures'> }

/** What is drawn in them is not what stands between their tags. */
const replaced = ['canvas', 'video', 'audio', 'iframe', 'meter', 'progress', 'embed']
const fields = ['input', 'textarea', 'select']

/**
 * Goes over what is selected, in the order in which it is shown, and takes what copying takes. `raw`: without a look at how it
 * is drawn, which is ten times faster: all letters are taken, also of what is hidden, and no borders.
 */
export function walk(span: Span, how: 'raw' | 'drawn'): Walked {
  const start = edgeOf(span.startContainer, span.startOffset)
  const end = edgeOf(span.endContainer, span.endOffset)
  const pieces: Piece[] = []
  const met: Walked['met'] = new Set()
  if (span.startContainer.getRootNode() !== span.endContainer.getRootNode()) met.add('roots')
  let at: 'before' | 'within' | 'after' = 'before'
  /** Within what is not drawn at all, and gone into for where the selection begins or ends. */
  let unseen = false

  function visit(node: Node, under: Element | null): void {
    if (at === 'after' || (at === 'before' && !start.path.has(node))) return
    if (node === end.node && end.where === 'before') {
      at = 'after'
      return
    }
    if (node === start.node && start.where !== 'after') at = 'within'
    if (node instanceof Text) text(node, under)
    else if (node instanceof Element && !(node === start.node && start.where === 'after')) element(node)
    if (node === start.node) at = 'within'
    if (node === end.node) at = 'after'
  }

  function text(node: Text, under: Element | null): void {
    if (at !== 'within' || !under) return
    const from = node === span.startContainer ? span.startOffset : 0
    const to = node === span.endContainer ? span.endOffset : node.length
    const words = node.data.slice(from, to)
    if (how === 'raw') return void pieces.push({ is: 'text', text: words, space: 'one' })
    const style = getComputedStyle(under)
    if (unseen || isLeftOut(style)) return
    const masked = 'webkitTextSecurity' in style && style.webkitTextSecurity !== 'none'
    pieces.push({ is: 'text', text: words, space: spaceOf(style), ...(masked ? { masked } : {}) })
  }

  function element(node: Element): void {
    const before = unseen
    elementIn(node)
    unseen = before
  }

  function elementIn(node: Element): void {
    const name = node.localName
    if (replaced.includes(name)) return
    const style = how === 'raw' ? undefined : getComputedStyle(node)
    const hasBox = style && style.display !== 'contents' && !(node instanceof HTMLSlotElement)
    const onPath = start.path.has(node) || end.path.has(node)
    if (hasBox && (!node.checkVisibility() || isClipped(node, style))) {
      if (!onPath) return
      unseen = true
    }
    const isTaken = !unseen && (!style || !isLeftOut(style))
    if (name === 'br') return void (isTaken && pieces.push({ is: 'break' }))
    if (name === 'img') return void (isTaken && picture(node))
    if (fields.includes(name)) return void (isTaken && field(node))
    // What a root shows is in no page's text; what stands in a slot is in another order there.
    if (at === 'within' && (rootOf(node) || (node instanceof HTMLSlotElement && node.assignedNodes().length)))
      met.add('roots')
    if (at === 'within' && node.classList.contains('cm-gap')) return void pieces.push({ is: 'gap' })
    const border = hasBox && !unseen ? borderOf(node, style) : undefined
    if (border && at === 'within') pieces.push(border.before)
    for (const child of style?.contentVisibility === 'hidden' ? [] : drawnIn(node)) visit(child, node)
    if (border?.after && at === 'within') pieces.push(border.after)
  }

  function picture(node: Element): void {
    const text = node.getAttribute('alt') ?? ''
    if (text !== '') met.add('pictures')
    pieces.push({ is: 'picture', text })
  }

  function field(node: Element): void {
    met.add('fields')
    const value = valueOf(node)
    if (value) pieces.push({ is: 'field', text: value })
  }

  visit(start.top, null)
  return { pieces, met, inLine: isInLine(span) }
}

/** A place among what is shown: before, in or after a node. `path`: it and all under which it is shown. */
type Edge = { node: Node; where: 'before' | 'inside' | 'after'; path: Set<Node>; top: Node }

function edgeOf(container: Node, offset: number): Edge {
  const [node, where] = placeOf(container, offset)
  const path = new Set<Node>([node])
  let top = node
  for (let up = shownUnder(node); up; up = shownUnder(up)) {
    path.add(up)
    top = up
  }
  return { node, where, path, top }
}

function placeOf(container: Node, offset: number): [Node, Edge['where']] {
  if (container instanceof CharacterData) return [container, 'inside']
  const [last, next] = [container.childNodes[offset - 1], container.childNodes[offset]]
  // All that a host shows is before the end of what stands in it, whatever its slots take.
  if (container instanceof Element && rootOf(container) && !(last && next))
    return [container, offset === 0 ? 'before' : 'after']
  if (next && shownUnder(next)) return [next, 'before']
  return last && shownUnder(last) ? [last, 'after'] : [container, 'inside']
}

/** Closed details show their summary alone. */
const drawnIn = (node: Element): readonly Node[] =>
  node instanceof HTMLDetailsElement && !node.open
    ? [...node.children].filter(({ localName }) => localName === 'summary').slice(0, 1)
    : shownIn(node)

function isLeftOut({ visibility, userSelect }: CSSStyleDeclaration): boolean {
  return visibility !== 'visible' || userSelect === 'none'
}

/** Chromium leaves out what has no room at all. */
const isClipped = (node: Element, { overflowX }: CSSStyleDeclaration): boolean =>
  overflowX !== 'visible' &&
  node instanceof HTMLElement &&
  (node.offsetWidth === 0 || node.offsetHeight === 0)

function spaceOf({ whiteSpaceCollapse, whiteSpace }: CSSStyleDeclaration): 'one' | 'lines' | 'kept' {
  const rule = whiteSpaceCollapse || whiteSpace
  if (/break-spaces|^preserve$|^pre$|pre-wrap/.test(rule)) return 'kept'
  return /preserve-breaks|pre-line/.test(rule) ? 'lines' : 'one'
}

type Border = { before: Piece; after?: Piece }
function borderOf(node: Element, style: CSSStyleDeclaration): Border | undefined {
  const { display, position, float, marginBottom, fontSize } = style
  if (display === 'table-cell') return node.previousElementSibling ? { before: { is: 'cell' } } : undefined
  if (position === 'absolute' || position === 'fixed' || float !== 'none') return undefined
  if (/^(inline|ruby|none|contents)/.test(display) || node === document.body) return undefined
  const wide = /^(p|h[1-6])$/.test(node.localName) && parseFloat(marginBottom) * 2 >= parseFloat(fontSize)
  return { before: { is: 'border', lines: 1 }, after: { is: 'border', lines: wide ? 2 : 1 } }
}

/** As it is shown: a password stays hidden where it is only passed over. */
function valueOf(node: Element): string {
  if (node instanceof HTMLTextAreaElement) return node.value
  if (node instanceof HTMLSelectElement) return node.selectedOptions[0]?.label ?? ''
  if (!(node instanceof HTMLInputElement)) return ''
  if (['hidden', 'checkbox', 'radio', 'file', 'range', 'color'].includes(node.type)) return ''
  return node.type === 'password' ? '•'.repeat(node.value.length) : node.value
}

/** Whether something stands before the selection on its line. */
function isInLine({ startContainer, startOffset }: Span): boolean {
  const before = startContainer instanceof Text ? startContainer.data.slice(0, startOffset) : ''
  return /\S$/.test(before)
}
