import { type Entry, EntryState } from './history-entry'

export type LocalDay = {
  /** Its midnight, or its first moment where the clock skips midnight, in milliseconds. */
  start: number
  /** The start of the next day: not always 24 hours later. */
  end: number
}
/** A day's secrets: how many were made on it, and how many of them are in each state now. */
export type TimelineDay = LocalDay & { total: number; states: Record<EntryState, number> }

const timelineLength = 30
const dayLength = 86_400_000

/** The day of this computer's calendar on which a time falls, or another one `away` days from it. */
export function localDay(time: number, away = 0): LocalDay {
  const date = new Date(time)
  const midnight = (day: number) =>
    new Date(date.getFullYear(), date.getMonth(), date.getDate() + day).getTime()
  return { start: midnight(away), end: midnight(away + 1) }
}

const noneOf = (): Record<EntryState, number> => ({ waiting: 0, read: 0, burned: 0, expired: 0, gone: 0 })

/** The last 30 days, today among them, oldest first. Entries of other days are passed over. */
export function timelineOf(entries: readonly Pick<Entry, 'created' | 'state'>[], now: number): TimelineDay[] {
  const days = Array.from({ length: timelineLength }, (_, index) => ({
    ...localDay(now, index - timelineLength + 1),
    total: 0,
    states: noneOf(),
  }))
  const first = days[0]?.start ?? now
  for (const { created, state } of entries) {
    // As if all days were equally long, then corrected by one where they aren't.
    const near = Math.floor((created - first) / dayLength)
    const day = [days[near], days[near - 1], days[near + 1]].find(
      day => day && day.start <= created && created < day.end,
    )
    if (!day) continue
    day.total++
    day.states[state]++
  }
  return days
}

/** How many of all these days' secrets are in each state. */
export function statesOf(days: readonly Pick<TimelineDay, 'states'>[]): Record<EntryState, number> {
  const sum = noneOf()
  for (const { states } of days) for (const state of EntryState.options) sum[state] += states[state]
  return sum
}
