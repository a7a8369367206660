import { isSecretPage, looksSealed } from '../../lib/domain/sniff'
import { isAlive } from './extension'

/** Limits on the nodes examined after a user action (`most`) and after each change that follows (`few`). */
const most = 20_000
const few = 2_000

/**
 * Waits until the site's own reveal button has shown a sealed text. It may be anywhere: only some servers
 * give it a named field. Only what follows a user action counts, so a page can't detect us by planting a
 * text.
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
    // Scan the whole page on the first key and on every click, but not on every keystroke of a passphrase.
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

/** The first visible sealed text in these nodes and their descendants, examining at most `limit` nodes. */
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
