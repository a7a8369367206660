import { rootOf } from './shadow-roots'

/** The start and end of a selection, including inside shadow roots, which a page's ranges don't show. */
export type RangeSpan = Pick<StaticRange, 'startContainer' | 'startOffset' | 'endContainer' | 'endOffset'>

/** Browsers since 2025 report ranges within the shadow roots passed in. */
type Composed = { getComposedRanges?: (roots: { shadowRoots: ShadowRoot[] }) => StaticRange[] }

export function spansOf(selection: Selection): RangeSpan[] {
  const ranges = Array.from({ length: selection.rangeCount }, (_, index) => selection.getRangeAt(index))
  const { getComposedRanges }: Composed = selection
  if (ranges.length !== 1 || !getComposedRanges) return ranges
  const shadowRoots: ShadowRoot[] = []
  for (;;) {
    const [range] = getComposedRanges.call(selection, { shadowRoots })
    if (!range) return ranges
    // A boundary inside a shadow root that wasn't passed is reported as before or after its host.
    const inner = [
      [range.startContainer, range.startOffset],
      [range.endContainer, range.endOffset],
      [range.endContainer, range.endOffset - 1],
    ] as const
    const found = inner.flatMap(([node, offset]) => {
      const child = node.childNodes[offset]
      const root = child instanceof Element ? rootOf(child) : null
      return root && !shadowRoots.includes(root) ? root : []
    })
    if (found.length === 0) return [range]
    shadowRoots.push(...found)
  }
}

export const isWithin = ({ startContainer, startOffset, endContainer, endOffset }: RangeSpan): boolean =>
  startContainer !== endContainer || startOffset !== endOffset
