import tokens from '../tokens.css?raw'

/** A notice over a page. `good`: false for warnings. */
export type Note = {
  words: string
  lang: string
  good?: boolean
  button?: { words: string; press: () => void }
}

/** What `note.js` leaves in our isolated world, for scripts that show notices. */
export type Noting = { showNote: (first: Note) => NoteShown; shown?: NoteShown }

export type NoteShown = { say: (next: Note) => void; leave: () => void; isUnderHand: () => boolean }

/** Remove the notice after this many changes to it by the page. */
const patience = 20

/**
 * Shows a notice in the page's top layer. Styled through the CSSOM, which a page's CSP doesn't govern, in a
 * closed shadow root, without names or attributes that identify it. Every property is `!important`, so no
 * page rule overrides it; changes by page scripts are reverted.
 */
export function showNote(first: Note): NoteShown {
  const host = document.createElement('div')
  host.popover = 'manual'
  const paper = document.createElement('div')
  paper.dir = 'auto'
  let seen: Seen | undefined
  const say = ({ words, lang, good = true, button }: Note) => {
    seen?.stop()
    seen = undefined
    host.lang = lang
    host.role = good ? 'status' : 'alert'
    dress(host, hostStyle)
    dress(paper, `${paperStyle}${frame()}border-inline-start:4px solid ${good ? wax : token('care-edge')};`)
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
      // Not by opacity: a translucent button counts as not visible.
      button.style.setProperty('background', ready ? wax : token('edge'), 'important')
    }
    dress(button, buttonStyle + frame())
    show(false)
    seen = watchSeen(host, button, show)
    const { ready } = seen
    // Keeps focus, and with it the selection, in the page's field.
    button.addEventListener('mousedown', event => event.preventDefault())
    // Ignores synthetic clicks, and real ones before the button has been visible long enough.
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

/** Without what follows other wishes than for light or dark. */
const [plainTokens = ''] = tokens.split('@media (prefers-contrast')

/**
 * The value of one of our CSS variables, which pages don't have. A colour with two values follows the
 * browser's light or dark mode.
 */
function token(name: string): string {
  const [light = '', dark] = [...plainTokens.matchAll(new RegExp(`--${name}: (.+);`, 'g'))].map(
    ([, value]) => value,
  )
  return dark === undefined ? light : `light-dark(${light},${dark})`
}

const wax = token('wax-fill')
const bare = 'all:initial;color-scheme:light dark;display:block;'
/** Seen where a person wants contrast or has colours of their own, which are drawn for transparent ones. */
const frame = () =>
  `outline:1px solid ${matchMedia('(prefers-contrast: more)').matches ? token('ink') : 'transparent'};`
const hostStyle = `${bare}position:fixed;inset:auto 24px 24px auto;width:max-content;max-width:min(360px,calc(100vw - 48px));overflow:visible;`
const paperStyle = `${bare}box-sizing:border-box;padding:${token('space-4')};border-radius:${token('radius-large')};background:${token('sheet')};color:${token('ink')};font:${token('font-body')}/1.45 ${token('font-sans')};box-shadow:${token('shadow-note')};overflow-wrap:anywhere;`
const buttonStyle = `${bare}margin-top:${token('space-3')};padding:${token('space-2')} ${token('space-4')};border-radius:${token('radius-small')};background:${wax};color:${token('on-wax')};font:inherit;font-weight:600;cursor:pointer;`

/** Milliseconds a button must have been visible and unmoved before it works. */
const steadyFor = 500
const often = 100
/** Our notices are never wider or higher than this, in CSS pixels; `zoom` on a page would stretch them. */
const widest = 420
const highest = 420

type Seen = {
  /** Whether a press now can be deliberate. A press that is too early restarts the wait. */
  ready: () => boolean
  stop: () => void
}

/**
 * Watches whether a person can see a button over a page: in place, at its size, uncovered. Chromium reports
 * whatever covers or alters it (https://w3c.github.io/IntersectionObserver/v2/). Firefox doesn't, so there
 * nothing else may be in the top layer.
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
    // During a view transition, an earlier snapshot of the page covers it
    // (https://drafts.csswg.org/css-view-transitions).
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

/** Whether the button is topmost at its centre and near its corners. */
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
