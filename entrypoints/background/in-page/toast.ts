// Runs inside a page, in our own world there, so nothing here may use anything from outside itself.

/** `offer`: a button with these words, for the link of the secret with this id. */
export type Toast = {
  words: string
  lang: string
  good: boolean
  offer?: { words: string; id: string; frameId: number; field: string }
}

/** Firefox knows it by this name too. */
declare const chrome: { runtime?: { sendMessage(message: unknown): Promise<unknown> } }

/**
 * Shows fixed words in the page's top layer for a few seconds. Styled through the CSSOM, which a page's
 * CSP doesn't govern; in a closed shadow root, so that the page's own styles stay out.
 */
export function showToast({ words, lang, good, offer }: Toast): void {
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
  if (offer) paper.append(buttonFor(offer))
  host.attachShadow({ mode: 'closed' }).append(paper)
  document.documentElement.append(host)
  host.showPopover?.()
  setTimeout(leave, offer ? 12_000 : good ? 5000 : 9000)

  /** Not from under somebody's hand. */
  function leave(): void {
    if (host.matches(':hover, :focus-within')) setTimeout(leave, 1000)
    else host.remove()
  }

  function buttonFor({ words, ...ask }: NonNullable<Toast['offer']>): HTMLButtonElement {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = words
    Object.assign(button.style, {
      display: 'block',
      marginBlockStart: '10px',
      padding: '7px 14px',
      border: '1px solid #b3261e',
      borderRadius: '8px',
      background: 'transparent',
      color: '#9b1c15',
      font: 'inherit',
      fontWeight: '600',
      cursor: 'pointer',
    })
    // The focus stays in the field, and with it the selection.
    button.addEventListener('mousedown', event => event.preventDefault())
    button.addEventListener('click', ({ isTrusted }) => {
      if (!isTrusted) return
      host.remove()
      // Nobody hears it in a page that was open when Cachet was removed. Nothing was changed there.
      void chrome.runtime?.sendMessage({ to: 'background', name: 'takeOffer', ask }).catch(() => {})
    })
    return button
  }
}
