import type { Place } from './row'

export type Point = { x: number; y: number }

/** Points of the page's window: its corner, where its text begins, and where that ends. */
export type Points = { corner: Point; start: Point; end: Point }

/** Sent as source to either browser. */
export function pointsOf(place: Place): Points {
  let [x, y] = [0, 0]
  let scope: Document | ShadowRoot | Element = document
  let element: Element | undefined
  const steps = place.split(/ (>>>|\|\|\|) /)
  for (let at = 0; at < steps.length; at += 2) {
    const selector: string = steps[at] ?? ''
    if (selector === 'inside') {
      scope = (window as unknown as { inside: ShadowRoot }).inside
      continue
    }
    const found: Element | null = scope.querySelector(selector)
    if (!found) throw new Error(`There is no ${place}`)
    element = found
    if (steps[at + 1] === '>>>' && found.shadowRoot) scope = found.shadowRoot
    if (steps[at + 1] === '|||') {
      const box = found.getBoundingClientRect()
      x += box.x + found.clientLeft
      y += box.y + found.clientTop
      scope = (found as HTMLIFrameElement).contentDocument ?? document
    }
  }
  if (!element) throw new Error(`There is no ${place}`)
  element.scrollIntoView({ block: 'nearest' })
  const box = element.getBoundingClientRect()
  const corner = { x: x + box.x, y: y + box.y }
  const range = element.ownerDocument.createRange()
  range.selectNodeContents(element)
  const isControl = element.matches('input, textarea, select, button')
  const lines = isControl ? [] : [...range.getClientRects()].filter(({ width }) => width > 1)
  const [first = box, last = box] = [lines[0], lines.at(-1)]
  // In a field the text begins after its border and padding; a click into the first line is what counts.
  const margin = isControl ? 8 : 1
  const half = (line: DOMRect) => Math.min(line.height / 2, 14)
  return {
    corner,
    start: { x: x + first.x + margin, y: y + first.y + half(first) },
    end: { x: x + last.right - 1, y: y + last.bottom - half(last) },
  }
}
