import { looksSealed } from '../../lib/rules/at-a-glance'
import { isAlive } from './extension'

/**
 * Waits for the site's own button to have shown a text of ours. Only a person's doing counts: a page that plants
 * such a text to find out whether we are here hears nothing from us.
 */
export function watchForText(found: (text: string) => void): void {
  let waiting = false
  const watch = new MutationObserver(() => {
    if (waiting) return
    waiting = true
    setTimeout(() => {
      waiting = false
      look()
    }, 200)
  })
  const look = () => {
    const text = document.querySelector<HTMLTextAreaElement>('textarea[id^="secret-content-"]')?.value
    if (!text || !navigator.userActivation?.hasBeenActive) return
    watch.disconnect()
    if (looksSealed(text) && isAlive()) found(text)
  }
  watch.observe(document, { childList: true, subtree: true })
}
