import tokens from '../tokens.css?raw'

/** A few words over a page. `good`: nothing to worry about. */
export type Note = {
  words: string
  lang: string
  good?: boolean
  button?: { words: string; press: () => void }
}

/** What `note.js` leaves in our own world of a page, for whoever has something to say there. */
export type Noting = { showNote: (first: Note) => NoteShown; shown?: NoteShown }

export type NoteShown = { say: (next: Note) => void; leave: () => void; isUnderHand: () => boolean }

/** A page that alters it time and again is given up. */
const patience = 20

/**
 * Shows words in the page's top layer: styled through the CSSOM, which a page's CSP does not govern, in a closed shadow
 * root, without a name or a mark. Every property is important, so that no rule of the page's has a say; what its script
 * writes over them is put right.
 */
export function showNote(first: Note): NoteShown {
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
    dress(paper, `${paperStyle}border-inline-start:4px solid ${good ? wax : token('care-edge')};`)
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
      button.style.setProperty('background', ready ? wax : token('edge'), 'important')
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

/**
 * What our own style sheets have by this name, as a page has none of our variables. A colour with two values is dark where
 * the person's browser is.
 */
function token(name: string): string {
  const [light = '', dark] = [...tokens.matchAll(new RegExp(`--${name}: (.+);`, 'g'))].map(
    ([, value]) => value,
  )
  return dark === undefined ? light : `light-dark(${light},${dark})`
}

const wax = token('wax-fill')
const bare = 'all:initial;color-scheme:light dark;display:block;'
const hostStyle = `${bare}position:fixed;inset:auto 24px 24px auto;width:max-content;max-width:min(360px,calc(100vw - 48px));overflow:visible;`
const paperStyle = `${bare}box-sizing:border-box;padding:${token('space-4')};border-radius:${token('radius-large')};background:${token('sheet')};color:${token('ink')};font:${token('font-body')}/1.45 ${token('font-sans')};box-shadow:${token('shadow-note')};overflow-wrap:anywhere;`
const buttonStyle = `${bare}margin-top:${token('space-3')};padding:${token('space-2')} ${token('space-4')};border-radius:${token('radius-small')};background:${wax};color:${token('on-wax')};font:inherit;font-weight:600;cursor:pointer;`

/** Milliseconds for which a button must have been seen, where it is, before it works. */
const steadyFor = 500
const often = 100
/** Wider or higher than this, in pixels, no page of ours is: a page's zoom stretches what stands in it. */
const widest = 420
const highest = 420

type Seen = {
  /** Whether a press now can be meant. One that comes too early makes the wait begin anew. */
  ready: () => boolean
  stop: () => void
}

/**
 * Watches whether a button over a page can be seen by a person: where it was put, as large as it is, with nothing before
 * it. Chromium tells of everything that covers or alters it; Firefox does not, so there nothing else may stand in
 * the layer that lies above a page (https://w3c.github.io/IntersectionObserver/v2/).
 */
function watchSeen(host: HTMLElement, button: HTMLElement, changed: (ready: boolean) => void): Seen {
  let since: number | undefined
  let clear: boolean | undefined
  const told = (entries: IntersectionObserverEntry[]) => {
    const last = entries.at(-1) as (IntersectionObserverEntry & { isVisible?: boolean }) | undefined
    clear = last && 'isVisible' in last ? last.isVisible : undefined
    if (clear === false) since = undefined
  }
  const watch = new IntersectionObserver(told, {
    trackVisibility: true,
    delay: often,
    threshold: [0, 1],
  } as object)
  watch.observe(button)
  const isSeen = () =>
    document.visibilityState === 'visible' &&
    host.matches(':popover-open') &&
    host.parentNode === document.documentElement &&
    button.checkVisibility({
      opacityProperty: true,
      visibilityProperty: true,
      contentVisibilityAuto: true,
    }) &&
    hasItsSize(host) &&
    isOnTop(host, button) &&
    // A picture of the page, taken earlier, lies over it (https://drafts.csswg.org/css-view-transitions).
    !document.documentElement.matches(':is(:active-view-transition)') &&
    (clear ?? !hasOthersAbove(host))
  const look = () => {
    if (!isSeen()) since = undefined
    else since ??= performance.now()
    const ready = since !== undefined && performance.now() - since >= steadyFor
    changed(ready)
    return ready
  }
  const timer = setInterval(look, often)
  return {
    ready() {
      const ready = look()
      if (!ready) since = undefined
      return ready
    },
    stop() {
      clearInterval(timer)
      watch.disconnect()
    },
  }
}

function hasItsSize(host: HTMLElement): boolean {
  const { left, top, right, bottom, width, height } = host.getBoundingClientRect()
  const inside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight
  return inside && width <= widest && height <= highest
}

/** At its middle and near its corners, what a press would meet is this. */
function isOnTop(host: HTMLElement, button: HTMLElement): boolean {
  const { left, top, right, bottom } = button.getBoundingClientRect()
  const spots = [
    [(left + right) / 2, (top + bottom) / 2],
    [left + 4, top + 4],
    [right - 4, top + 4],
    [left + 4, bottom - 4],
    [right - 4, bottom - 4],
  ]
  return spots.every(([x = 0, y = 0]) => document.elementFromPoint(x, y) === host)
}

const hasOthersAbove = (host: HTMLElement): boolean =>
  [...document.querySelectorAll(':popover-open, :modal, :fullscreen')].some(other => other !== host)
