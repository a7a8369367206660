import { type Seen, watchSeen } from './seen'

/** A few words over a page. `good`: nothing to worry about. */
export type Note = {
  words: string
  lang: string
  good?: boolean
  button?: { words: string; press: () => void }
}

/** What `note.js` leaves in our own world of a page, for whoever has something to say there. */
export type Noting = { showNote: (first: Note) => Shown; shown?: Shown }

export type Shown = { say: (next: Note) => void; leave: () => void; isUnderHand: () => boolean }

/** A page that alters it time and again is given up. */
const patience = 20

/**
 * Shows words in the page's top layer: styled through the CSSOM, which a page's CSP does not govern, in a closed shadow
 * root, without a name or a mark. Every property is important, so that no rule of the page's has a say; what its script
 * writes over them is put right.
 */
export function showNote(first: Note): Shown {
  const host = document.createElement('div')
  host.popover = 'manual'
  const paper = document.createElement('div')
  let seen: Seen | undefined
  const say = ({ words, lang, good = true, button }: Note) => {
    seen?.stop()
    seen = undefined
    host.lang = lang
    host.role = good ? 'status' : 'alert'
    dress(host, hostStyle)
    dress(paper, `${paperStyle}border-inline-start:5px solid ${good ? '#b3261e' : '#e0a100'};`)
    paper.replaceChildren(words)
    if (button) paper.append(pressable(button))
  }
  const leave = () => {
    seen?.stop()
    watch.disconnect()
    host.remove()
  }
  let left = patience
  let style = ''
  const watch = new MutationObserver(() => {
    if (host.style.cssText === style) return
    left -= 1
    if (left === 0) return leave()
    dress(host, hostStyle)
    seen?.ready()
  })

  function pressable({ words, press }: NonNullable<Note['button']>): HTMLElement {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = words
    const show = (ready: boolean) => {
      button.ariaDisabled = String(!ready)
      // Not by its opacity: what is seen through counts as not seen.
      button.style.setProperty('background', ready ? '#b3261e' : '#8c6f6b', 'important')
    }
    dress(button, buttonStyle)
    show(false)
    seen = watchSeen(host, button, show)
    const { ready } = seen
    // The focus stays in the page's field, and with it the selection.
    button.addEventListener('mousedown', event => event.preventDefault())
    // Only a person presses, who has seen it: whatever script comes so far is not one.
    button.addEventListener('click', event => {
      if (event.isTrusted && ready()) press()
    })
    return button
  }

  host.attachShadow({ mode: 'closed' }).append(paper)
  document.documentElement.append(host)
  host.showPopover()
  say(first)
  style = host.style.cssText
  watch.observe(host, { attributeFilter: ['style'] })
  return { say, leave, isUnderHand: () => host.matches(':hover, :focus-within') }
}

function dress(element: HTMLElement, style: string): void {
  element.style.cssText = style.replaceAll(';', '!important;')
}

const hostStyle =
  'all:initial;display:block;position:fixed;inset:auto 24px 24px auto;width:max-content;max-width:min(360px,calc(100vw - 48px));overflow:visible;'
const paperStyle =
  'all:initial;display:block;box-sizing:border-box;padding:14px 18px;border-radius:10px;background:#fffaf5;color:#2b1d1a;font:15px/1.45 system-ui,sans-serif;box-shadow:0 6px 24px rgb(0 0 0/28%);overflow-wrap:anywhere;'
const buttonStyle =
  'all:initial;display:block;margin-top:12px;padding:8px 16px;border-radius:8px;background:#b3261e;color:#fff;font:inherit;font-weight:600;cursor:pointer;'
