import { words } from './extension'

export type Notice = { words: string; button?: { words: string; press: () => void } }

/**
 * A few words over the page, styled through the CSSOM, which a page's CSP does not govern, in a closed shadow
 * root without name or mark. Answers what changes them.
 */
export function showNotice(first: Notice): (next: Notice) => void {
  const host = document.createElement('div')
  host.popover = 'manual'
  host.lang = words('language')
  Object.assign(host.style, {
    all: 'initial',
    position: 'fixed',
    inset: 'auto 24px 24px auto',
    overflow: 'visible',
  })
  const paper = document.createElement('div')
  paper.role = 'status'
  Object.assign(paper.style, {
    boxSizing: 'border-box',
    maxWidth: 'min(360px, calc(100vw - 48px))',
    padding: '14px 18px',
    borderRadius: '10px',
    borderInlineStart: '5px solid #b3261e',
    background: '#fffaf5',
    color: '#2b1d1a',
    font: '15px/1.45 system-ui, sans-serif',
    boxShadow: '0 6px 24px rgb(0 0 0 / 28%)',
    overflowWrap: 'anywhere',
  })
  const say = ({ words, button }: Notice) =>
    paper.replaceChildren(words, ...(button ? [pressable(button)] : []))
  host.attachShadow({ mode: 'closed' }).append(paper)
  document.documentElement.append(host)
  host.showPopover?.()
  say(first)
  return say
}

function pressable({ words, press }: NonNullable<Notice['button']>): HTMLElement {
  const button = document.createElement('button')
  button.textContent = words
  Object.assign(button.style, {
    display: 'block',
    marginTop: '12px',
    padding: '8px 16px',
    border: '0',
    borderRadius: '8px',
    background: '#b3261e',
    color: '#fff',
    font: 'inherit',
    fontWeight: '600',
    cursor: 'pointer',
  })
  // Only a person presses: whatever script comes so far is not one.
  button.addEventListener('click', event => {
    if (event.isTrusted) press()
  })
  return button
}
