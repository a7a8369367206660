/** Firefox has the first on every element, Chromium the second; both for extensions only, and closed roots too. */
type Opener = HTMLElement & { openOrClosedShadowRoot?: ShadowRoot | null }
declare const chrome:
  | { dom?: { openOrClosedShadowRoot(element: HTMLElement): ShadowRoot | null } }
  | undefined

/** The shadow root of an element, open or closed. */
export function rootOf(element: Element): ShadowRoot | null {
  if (element.shadowRoot) return element.shadowRoot
  if (!(element instanceof HTMLElement)) return null
  const { openOrClosedShadowRoot: inFirefox }: Opener = element
  return inFirefox ?? chrome?.dom?.openOrClosedShadowRoot(element) ?? null
}

/** What has the keyboard, however deep it is. */
export function activeElement(): Element | null {
  let active = document.activeElement
  for (let inner = active; inner; inner = rootOf(inner)?.activeElement ?? null) active = inner
  return active
}

/** What is shown in an element's or root's place for children: what was put into a slot stands there. */
export function shownIn(parent: Node): readonly Node[] {
  if (parent instanceof HTMLSlotElement) {
    const assigned = parent.assignedNodes()
    if (assigned.length > 0) return assigned
  }
  const root = parent instanceof Element ? rootOf(parent) : null
  return [...(root ?? parent).childNodes]
}

/** Under what a node is shown; none for the topmost, and for what its parent shows nowhere. */
export function shownUnder(node: Node): Element | null {
  const parent = node.parentNode
  if (parent instanceof ShadowRoot) return parent.host
  if (!(parent instanceof Element)) return null
  const root = rootOf(parent)
  if (!root) return parent
  // `assignedSlot` tells nothing of closed roots.
  return [...root.querySelectorAll('slot')].find(slot => slot.assignedNodes().includes(node)) ?? null
}
