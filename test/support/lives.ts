import { nextAlarm } from '../../lib/domain/check-schedule'
import type { Entry } from '../../lib/domain/history-entry'
import { seeded } from './chance'
import { entryWith } from './entries'

const second = 1000
const day = 24 * 60 * 60 * second

/** One secret from its making to the moment when its end is known. Times in milliseconds since it was made. */
export type Life = { read: number; known: number; checks: number }

/**
 * Secrets of seven days, read at times spread evenly over the magnitudes from a minute to seven days, in a browser
 * that is always on.
 */
export function simulateLives(count: number, seed: number): Life[] {
  const numbers = seeded(seed)
  const random = () => (numbers(new Uint32Array(1))[0] ?? 0) / 2 ** 32
  const [from, to] = [60 * second, 7 * day]
  return Array.from({ length: count }, () => live(from * (to / from) ** random(), random()))
}

/** `draw`, from 0 to 1, stands for the entry's random id. `read` may be after the expiry: then it never is. */
export function live(read: number, draw: number, expires = 7 * day): Life {
  let entry = entryOf(draw, expires)
  let now = 0
  for (let checks = 1; ; checks++) {
    const next = nextAlarm([entry], now)
    if (next === undefined || checks > 1000)
      throw new Error('A secret that waits is checked, and not for ever')
    now = next
    if (now >= Math.min(read, expires)) return { read, known: now, checks }
    entry = { ...entry, checked: now }
  }
}

function entryOf(draw: number, expires: number): Entry {
  const start = Math.floor(draw * 0x10000)
  const id = `${start.toString(16).padStart(4, '0')}0000-0000-4000-8000-000000000000`
  return entryWith({ id, created: 0, expires })
}

/** From 0 to 1: the value below which this part of them lies. */
export function quantile(values: number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN
}

/** How late an end is known, in parts of the secret's age when it ended. */
export const delayOf = ({ read, known }: Life): number => (known - read) / read
