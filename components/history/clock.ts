import { signal } from '@preact/signals'
import { spanTo } from '../format'

type World = { now: () => number; later: (run: () => void, ms: number) => () => void }

/** A ring moves on at least this often, in milliseconds, even where the words beside it stay the same. */
const slowest = 60_000

/** One timer for all the words: it wakes when the first of them would no longer be true. */
export function createClock({ now, later }: World, moments: () => readonly number[]) {
  const time = signal(now())
  let running = false
  let stop = () => {}

  function tick(): void {
    stop()
    time.value = now()
    if (!running) return
    const holds = moments().map(moment => spanTo(moment, time.peek()).holds)
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
