import { type Entry, isWaiting } from './history-entry'

const second = 1000
const minute = 60 * second
const hour = 60 * minute

/**
 * Growth of a secret's age from one check to the next, so that what we know is never much older than the
 * secret.
 */
const ratio = 1.28
/** Delay before the first check; up to a third is added so that clients don't all ask at once. */
const first = 45 * second
/** Delay after expiry, because servers count in whole seconds. */
const grace = 5 * second
/** The shortest alarm that browsers allow. */
const soonest = 30 * second

/**
 * When the server should next be asked about an entry, in milliseconds; `undefined` once it is settled.
 * Young entries are checked often, old ones rarely, and each once just after it expires: at most 40 times
 * in seven days. A failed check is retried after a minute, then after twice as long each time. A time later
 * than `now` means that the clock was set back, so the entry is checked at once.
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

/** When to wake up, in milliseconds; `undefined` when nothing is waiting. */
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
  // One millisecond more, so that rounding does not return the age that was just checked.
  return start * ratio ** (Math.floor(Math.log((age + 1) / start) / Math.log(ratio)) + 1)
}

/** Derived from the entry's random id, so it is the same each time. */
const start = ({ id }: Entry): number =>
  Math.round(first * (1 + Number.parseInt(id.slice(0, 4), 16) / 0xffff / 3))

/** At most an hour, or the time an old secret would wait for its next check anyway. */
const pause = (failures: number, age: number): number =>
  Math.min(minute * 2 ** Math.min(failures - 1, 20), Math.max(hour, age * (ratio - 1)))
