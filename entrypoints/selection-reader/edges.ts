import type { RangeSpan } from './ranges'
import { rootOf, shownUnder } from './shadow-roots'

/** A boundary in the flat tree: before, in or after a node. `path`: the node and its flat-tree ancestors. */
type Edge = { node: Node; where: 'before' | 'inside' | 'after'; path: Set<Node>; top: Node }

export function edgeOf(container: Node, offset: number): Edge {
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
  // A host's shadow content counts as before the end of its children, whatever its slots take.
  if (container instanceof Element && rootOf(container) && !(last && next))
    return [container, offset === 0 ? 'before' : 'after']
  if (next && shownUnder(next)) return [next, 'before']
  return last && shownUnder(last) ? [last, 'after'] : [container, 'inside']
}

/** Whether non-space text directly precedes the selection on its line. */
export function isInLine({ startContainer, startOffset }: RangeSpan): boolean {
  const before = startContainer instanceof Text ? startContainer.data.slice(0, startOffset) : ''
  return /\S$/.test(before)
}
