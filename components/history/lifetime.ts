import { signal } from '@preact/signals'
import type { Entry } from '../../lib/domain/history-entry'
import { lifetimes } from '../../lib/domain/server-limits'
import { relativeTimeTo } from '../format'

/** The fraction of the lifetime left, from 1 to 0; 0 if the secret is no longer waiting. */
export function lifeLeft({ state, created, expires }: Entry, now: number): number {
  if (state !== 'waiting' || expires <= created) return 0
  return Math.min(1, Math.max(0, (expires - now) / (expires - created)))
}

/** The chosen lifetime, in seconds: the option nearest to what the server granted. */
export function lifetimeOf({ created, expires }: Entry): number {
  const granted = (expires - created) / 1_000
  return lifetimes.reduce((best, next) => (Math.abs(next - granted) < Math.abs(best - granted) ? next : best))
}

/** The time an entry's relative time refers to: its expiry, or when it was settled. */
export const momentOf = ({ state, created, expires, settled }: Entry): number =>
  state === 'waiting' ? expires : (settled ?? created)

type World = { now: () => number; later: (run: () => void, ms: number) => () => void }

/** The longest interval between ring updates, in milliseconds, even if the text beside it doesn't change. */
const slowest = 60_000

/** One timer for all relative times: it fires when the first of them changes. */
export function createClock({ now, later }: World, moments: () => readonly number[]) {
  const time = signal(now())
  let running = false
  let stop = () => {}

  function tick(): void {
    stop()
    time.value = now()
    if (!running) return
    const holds = moments().map(moment => relativeTimeTo(moment, time.peek()).holds)
    stop = later(tick, Math.min(slowest, ...holds))
  }

  return {
    now: time,
    tick,
    start: () => {
      running = true
      tick()
    },
    stop: () => {
      running = false
      stop()
    },
  }
}
