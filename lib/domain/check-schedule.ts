import { type Entry, isWaiting } from './history-entry'

const second = 1000
const minute = 60 * second
const hour = 60 * minute

/** From one check to the next a secret's age grows by this: what is known is never much older than the secret. */
const ratio = 1.28
/** The first check comes this soon, and up to a third later, so that not everybody asks at once. */
const first = 45 * second
/** After expiry, for servers that count in seconds. */
const grace = 5 * second
/** Browsers wake us no sooner than this. */
const soonest = 30 * second

/**
 * When the server should next be asked about an entry, in milliseconds; `undefined` when it is settled.
 * Young ones often, old ones seldom, and once just after they expire: at most 40 times in seven days. A server that
 * does not answer is asked after a minute, then after twice as long each time. Times that lie ahead of `now`
 * are from before the clock was set, so such an entry is asked for at once.
 */
export function nextCheck(entry: Entry, now: number): number | undefined {
  if (!isWaiting(entry)) return undefined
  const { created, checked, failures = 0 } = entry
  if (created > now || (checked ?? 0) > now) return now
  if (checked !== undefined && failures > 0) return checked + pause(failures, checked - created)
  const end = entry.expires + grace
  const next = Math.ceil(created + nextAge(start(entry), (checked ?? created) - created))
  return next < entry.expires || (checked ?? 0) >= end ? next : end
}

/** When to be woken, in milliseconds; `undefined` when nothing waits. */
export function nextAlarm(entries: Entry[], now: number): number | undefined {
  const next = entries.reduce(
    (soonest, entry) => Math.min(soonest, nextCheck(entry, now) ?? soonest),
    Number.POSITIVE_INFINITY,
  )
  return next === Number.POSITIVE_INFINITY ? undefined : Math.max(next, now + soonest)
}

export const isDue = (entry: Entry, now: number): boolean =>
  (nextCheck(entry, now) ?? Number.POSITIVE_INFINITY) <= now

/** The first age after `age` among `start`, `start × ratio`, `start × ratio²`, … */
function nextAge(start: number, age: number): number {
  if (age < start) return start
  // A millisecond more, lest rounding finds the age that was just checked.
  return start * ratio ** (Math.floor(Math.log((age + 1) / start) / Math.log(ratio)) + 1)
}

/** Drawn from the entry's random id, and so the same each time. */
const start = ({ id }: Entry): number =>
  Math.round(first * (1 + Number.parseInt(id.slice(0, 4), 16) / 0xffff / 3))

/** Never more than an hour, or than an old secret would wait for its next check anyway. */
const pause = (failures: number, age: number): number =>
  Math.min(minute * 2 ** Math.min(failures - 1, 20), Math.max(hour, age * (ratio - 1)))
