// Runs inside a page, in our own world there, so nothing here may use anything from outside itself.

/**
 * Shows fixed words in the page's top layer for a few seconds. Styled through the CSSOM, which a page's
 * CSP doesn't govern; in a closed shadow root, so that the page's own styles stay out.
 */
export function showToast(words: string, lang: string, good: boolean): void {
  const id = 'cachet-toast'
  document.getElementById(id)?.remove()
  const host = document.createElement('div')
  host.id = id
  host.popover = 'manual'
  host.lang = lang
  host.role = good ? 'status' : 'alert'
  Object.assign(host.style, {
    all: 'initial',
    position: 'fixed',
    inset: 'auto 24px 24px auto',
    margin: '0',
    padding: '0',
    border: '0',
    background: 'transparent',
    overflow: 'visible',
  })
  const paper = document.createElement('div')
  Object.assign(paper.style, {
    boxSizing: 'border-box',
    maxWidth: 'min(360px, calc(100vw - 48px))',
    padding: '14px 18px',
    borderRadius: '10px',
    borderInlineStart: `5px solid ${good ? '#b3261e' : '#e0a100'}`,
    background: '#fffaf5',
    color: '#2b1d1a',
    font: '15px/1.45 system-ui, sans-serif',
    boxShadow: '0 6px 24px rgb(0 0 0 / 28%)',
    overflowWrap: 'anywhere',
  })
  paper.textContent = words
  host.attachShadow({ mode: 'closed' }).append(paper)
  document.documentElement.append(host)
  host.showPopover?.()
  setTimeout(() => host.remove(), good ? 5000 : 9000)
}
