import type { Entry } from '../../lib/rules/entry'

/** The entries of one day of this place. `start`: its midnight, in milliseconds. */
export type Day = { start: number; entries: readonly Entry[] }

/** Newest first comes in, newest first goes out. */
export function byDay(entries: readonly Entry[]): Day[] {
  const days = new Map<number, Entry[]>()
  for (const entry of entries) {
    const start = new Date(entry.created).setHours(0, 0, 0, 0)
    const day = days.get(start)
    if (day) day.push(entry)
    else days.set(start, [entry])
  }
  return [...days].map(([start, entries]) => ({ start, entries }))
}
