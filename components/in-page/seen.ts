/** Milliseconds for which a button must have been seen, where it is, before it works. */
const steadyFor = 500
const often = 100
/** Wider or higher than this, in pixels, no page of ours is: a page's zoom stretches what stands in it. */
const widest = 420
const highest = 420

export type Seen = {
  /** Whether a press now can be meant. One that comes too early makes the wait begin anew. */
  ready: () => boolean
  stop: () => void
}

/**
 * Watches whether a button over a page can be seen by a person: where it was put, as large as it is, with nothing before
 * it. Chromium tells of everything that covers or alters it; Firefox does not, so there nothing else may stand in
 * the layer that lies above a page (https://w3c.github.io/IntersectionObserver/v2/).
 */
export function watchSeen(host: HTMLElement, button: HTMLElement, changed: (ready: boolean) => void): Seen {
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
