/** Firefox has it on every element, Chromium in an object of its own: only for extensions, closed roots included. */
type InFirefox = HTMLElement & { openOrClosedShadowRoot: ShadowRoot | null }
declare const chrome: { dom: { openOrClosedShadowRoot(element: HTMLElement): ShadowRoot | null } }

export function rootOf(element: Element): ShadowRoot | null {
  if (element.shadowRoot) return element.shadowRoot
  if (!(element instanceof HTMLElement)) return null
  return import.meta.env.FIREFOX
    ? (element as InFirefox).openOrClosedShadowRoot
    : chrome.dom.openOrClosedShadowRoot(element)
}

/** The focused element, also inside shadow roots. */
export function activeElement(): Element | null {
  let active = document.activeElement
  for (let inner = active; inner; inner = rootOf(inner)?.activeElement ?? null) active = inner
  return active
}

/** A node's flat-tree children, with slotted nodes in their slots. */
export function shownIn(parent: Node): readonly Node[] {
  if (parent instanceof HTMLSlotElement) {
    const assigned = parent.assignedNodes()
    if (assigned.length > 0) return assigned
  }
  const root = parent instanceof Element ? rootOf(parent) : null
  return [...(root ?? parent).childNodes]
}

/**
 * A node's flat-tree parent; null for the topmost node, and for children that their parent doesn't render.
 */
export function shownUnder(node: Node): Element | null {
  const parent = node.parentNode
  if (parent instanceof ShadowRoot) return parent.host
  if (!(parent instanceof Element)) return null
  const root = rootOf(parent)
  if (!root) return parent
  // `assignedSlot` is null for closed roots.
  return [...root.querySelectorAll('slot')].find(slot => slot.assignedNodes().includes(node)) ?? null
}
