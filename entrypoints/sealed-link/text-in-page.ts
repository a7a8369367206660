import { isSecretPage, looksSealed } from '../../lib/domain/sniff'
import { isAlive } from './extension'

/** Nodes that are looked at after a person's act, and after each change that follows it: whatever a page holds. */
const most = 20_000
const few = 2_000

/**
 * Waits for the site's own button to have shown a text of ours, wherever: the pages of some servers give it a field with
 * a name, others do not. Only what follows a person's doing counts: a page that plants such a text to find out whether
 * we are here hears nothing from us.
 */
export function watchForText(found: (text: string) => void): void {
  let changed: Node[] = []
  let waiting = false
  const watch = new MutationObserver(changes => {
    if (!waiting) setTimeout(look, 200)
    waiting = true
    for (const { type, target, addedNodes } of changes) {
      for (const node of type === 'characterData' ? [target] : addedNodes) {
        if (changed.length === few) return
        changed.push(node)
      }
    }
  })
  let watching = false
  const act = ({ isTrusted, type }: Event) => {
    // All of the page once, and again when something is pressed; not for every letter of a passphrase.
    if (!isTrusted || (watching && type === 'keydown') || !isSecretPage(location)) return
    watching = true
    watch.observe(document, { childList: true, characterData: true, subtree: true })
    seek([document], most)
  }
  const look = () => {
    const nodes = changed
    changed = []
    waiting = false
    seek(nodes, few)
  }
  const seek = (nodes: Node[], limit: number) => {
    const text = sealedIn(nodes, limit)
    if (text === undefined || !isAlive()) return
    watch.disconnect()
    for (const type of acts) removeEventListener(type, act, true)
    found(text)
  }
  for (const type of acts) addEventListener(type, act, true)
}

const acts = ['click', 'keydown']

/** The first text of ours that is shown in these nodes, as far as `limit` of them go. */
function sealedIn(nodes: Node[], limit: number): string | undefined {
  let left = limit
  for (const root of nodes) {
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
    for (let node: Node | null = root; node; node = walk.nextNode()) {
      left -= 1
      if (left < 0) return undefined
      const text = node instanceof HTMLTextAreaElement ? node.value : (node.nodeValue ?? '')
      const element = node instanceof Element ? node : node.parentElement
      if (looksSealed(text) && element?.checkVisibility()) return text
    }
  }
  return undefined
}
