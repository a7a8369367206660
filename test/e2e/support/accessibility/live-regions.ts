/**
 * Watches a page from its start, and keeps what a screen reader may not say (4.1.3): words that come together with their
 * `role=status`, where the person stays on the same screen. An alert is said also when it comes with its words, and a new
 * screen is said by its heading, which takes the focus.
 */
export function watchLiveRegions(): void {
  const live = '[role=status], [aria-live=polite], output'
  const known = new WeakSet<Element>()
  const faults: string[] = []
  Object.assign(globalThis, { liveRegionFaults: faults })
  let focused: Element | null = null
  let begun = false
  let ledAt = Number.NEGATIVE_INFINITY
  document.addEventListener('focusin', ({ target }) => {
    const leads = 'h1, [tabindex="-1"], dialog *, .ask *, .generator *'
    if (target instanceof Element && target.matches(leads)) ledAt = performance.now()
  })
  const regionsIn = (node: Node): Element[] =>
    node instanceof Element ? [...(node.matches(live) ? [node] : []), ...node.querySelectorAll(live)] : []
  new MutationObserver(mutations => {
    const before = focused
    focused = document.activeElement
    const fresh = mutations
      .flatMap(({ addedNodes }) => [...addedNodes])
      .flatMap(regionsIn)
      .filter(region => !known.has(region) && !known.has(region.parentElement?.closest(live) ?? region))
    for (const region of document.querySelectorAll(live)) known.add(region)
    const wasBegun = begun
    begun ||= document.querySelector('main') !== null
    if (!wasBegun) return
    for (const region of fresh) {
      const words = (region.textContent ?? '').trim()
      if (words === '') continue
      const came = performance.now()
      // Focus moves in an effect, after the screen has come; and the person may be on by then.
      setTimeout(() => {
        focused = document.activeElement
        const moved = document.activeElement !== before && before?.isConnected !== true
        const led = ledAt > came - 100
        if (region.isConnected && !moved && !led) faults.push(`4.1.3 not said aloud: ${words.slice(0, 60)}`)
      }, 150)
    }
  }).observe(document, { childList: true, subtree: true, characterData: true })
}
