import type { Elements } from './elements'

/** Where presses of Tab lead, in what order, and whether that is seen. */
export function focusIn({
  isHeld,
  place,
  scope,
  controls,
  called,
  boxOf,
  colour,
  behind,
  contrast,
}: Elements) {
  const enough = 3

  /** All that may change with focus: of a control, what is drawn for it, and what holds it. */
  function drawn(control: Element): string[] {
    const parts = [control, control.nextElementSibling, control.closest('label'), control.parentElement]
    return parts.map(part => {
      if (!part) return ''
      const {
        outlineStyle,
        outlineWidth,
        outlineColor,
        boxShadow,
        borderTopColor,
        borderTopWidth,
        backgroundColor,
      } = getComputedStyle(part)
      const outline = outlineStyle === 'none' ? '' : `${outlineStyle} ${outlineWidth} ${outlineColor}`
      return [outline, boxShadow, borderTopColor, borderTopWidth, backgroundColor].join()
    })
  }
  let before = new Map<Element, string[]>()
  let visited: Element[] = []
  let found: string[] = []
  const groupOf = (control: Element) =>
    control.closest('[role=tablist], .days') ?? control.closest('[role=radiogroup], fieldset')

  const walk = {
    /** Before the first press of Tab, at the start of the page. Gives how many controls there are. */
    start(): number {
      const start = scope()
      if (start instanceof HTMLElement) {
        const tabIndex = start.getAttribute('tabindex')
        start.tabIndex = -1
        start.focus()
        if (tabIndex === null) start.removeAttribute('tabindex')
      }
      visited = []
      found = []
      before = new Map(controls().map(control => [control, drawn(control)]))
      return before.size
    },
    /** After a press of Tab. Whether there is more to come. */
    step(): boolean {
      const control = 'activeElement' in place ? place.activeElement : null
      if (
        !control ||
        control === document.body ||
        control === document.documentElement ||
        visited.includes(control)
      ) {
        if (control && control === visited.at(-1) && visited.length < before.size && visited.length > 1)
          found.push(`2.1.2 Tab does not leave ${called(control)}`)
        return false
      }
      visited.push(control)
      const changed = drawn(control)
      const unfocused = before.get(control)
      if (unfocused && String(changed) === String(unfocused))
        found.push(`2.4.7 focus is not seen: ${called(control)}`)
      const ring = [control, control.nextElementSibling].find(
        part => part && getComputedStyle(part).outlineStyle !== 'none',
      )
      if (ring && getComputedStyle(ring).outlineStyle !== 'auto') {
        const ratio = contrast(behind(ring.parentElement), colour(getComputedStyle(ring).outlineColor))
        if (ratio < enough) found.push(`1.4.11 focus ring of ${ratio.toFixed(2)} : 1: ${called(control)}`)
      }
      const { left, top, width, height } = boxOf(control)
      const points = [0.1, 0.5, 0.9].flatMap(x =>
        [0.1, 0.5, 0.9].map(y => [left + x * width, top + y * height] as const),
      )
      const isSeen = points.some(([x, y]) => {
        const hit = place.elementFromPoint(x, y)
        // What lets the pointer through is seen by what it lies over.
        const over = getComputedStyle(control).pointerEvents === 'none' ? control.parentElement : control
        return (
          hit && (over?.contains(hit) || hit.contains(control) || control.closest('label')?.contains(hit))
        )
      })
      if (!isSeen) found.push(`2.4.11 focus is hidden: ${called(control)}`)
      return true
    },
    end(): string[] {
      for (const control of before.keys()) {
        if (!control.isConnected || visited.includes(control)) continue
        const group = groupOf(control)
        const byArrows = control.matches('[type=radio], [role=tab], .days .entry')
        if (!(byArrows && group && visited.some(other => group.contains(other))))
          found.push(`2.1.1 not reached by Tab: ${called(control)}`)
      }
      const rtl = getComputedStyle(document.documentElement).direction === 'rtl'
      for (const [at, control] of visited.entries()) {
        const last = visited[at - 1]
        // A bar that stays in view is wherever the page was scrolled to.
        if (!last || [last, control].some(isHeld)) continue
        if (!(last.compareDocumentPosition(control) & Node.DOCUMENT_POSITION_FOLLOWING))
          found.push(`2.4.3 focus goes back from ${called(last)} to ${called(control)}`)
        const [from, to] = [boxOf(last), boxOf(control)]
        const beside = rtl ? to.right <= from.left + 1 : to.left >= from.right - 1
        if (to.bottom <= from.top && !beside)
          found.push(`2.4.3 focus goes up from ${called(last)} to ${called(control)}`)
      }
      return found
    },
  }
  return walk
}
