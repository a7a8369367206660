/** Formats numbers and dates in the language of the messages. `Intl` handles all plural forms. */
export function createFormat(lang: string) {
  const number = new Intl.NumberFormat(lang)
  const unit = (value: number, name: string, digits = 0) =>
    new Intl.NumberFormat(lang, {
      style: 'unit',
      unit: name,
      unitDisplay: 'long',
      maximumFractionDigits: digits,
    }).format(value)
  const startOfDay = (time: number) => new Date(time).setHours(0, 0, 0, 0)
  return {
    /** One time relative to another: `in 3 hours`, `5 minutes ago`, `now`. */
    relative(time: number, now: number): string {
      const { value, unit } = relativeTimeTo(time, now)
      return new Intl.RelativeTimeFormat(lang, { numeric: value === 0 ? 'auto' : 'always' }).format(
        value,
        unit,
      )
    },
    /** A day, with the year only if it isn't the current one: `today`, `Monday, May 4`. */
    day(time: number, now: number): string {
      const days = Math.round((startOfDay(time) - startOfDay(now)) / 86_400_000)
      if (days > -2) return new Intl.RelativeTimeFormat(lang, { numeric: 'auto' }).format(days, 'day')
      const sameYear = new Date(time).getFullYear() === new Date(now).getFullYear()
      return new Intl.DateTimeFormat(lang, {
        weekday: 'long',
        day: 'numeric',
        month: 'long',
        ...(sameYear ? {} : { year: 'numeric' }),
      }).format(time)
    },
    /** Milliseconds since 1970, as a local time of day. */
    time: (time: number): string => new Intl.DateTimeFormat(lang, { timeStyle: 'short' }).format(time),
    /** Seconds, in the largest unit that divides them: `30 minutes`, `7 days`. */
    duration(seconds: number): string {
      if (seconds % 86_400 === 0) return unit(seconds / 86_400, 'day')
      if (seconds % 3_600 === 0) return unit(seconds / 3_600, 'hour')
      return unit(Math.round(seconds / 60), 'minute')
    },
    /** An amount of a time unit: `2,100 years`. */
    amount: (value: number, name: 'second' | 'minute' | 'hour' | 'day' | 'year'): string => unit(value, name),
    list: (items: string[]): string => new Intl.ListFormat(lang).format(items),
    /** What stands beside one another without an `and`: `today, Read (2)`. */
    parts: (items: string[]): string => new Intl.ListFormat(lang, { type: 'unit' }).format(items),
    number: (value: number): string => number.format(value),
    /** Whole sentences one after the other, as the language sets them; empty ones are left out. */
    sentences: (parts: string[]): string => joinSentences(lang, parts),
    bytes: (count: number): string => unit(count, 'byte'),
    kilobytes: (count: number): string =>
      new Intl.NumberFormat(lang, {
        style: 'unit',
        unit: 'kilobyte',
        minimumFractionDigits: 0,
        maximumFractionDigits: 1,
      }).format(count / 1000),
    /** Milliseconds since 1970, as a local date and time. */
    moment: (time: number): string =>
      new Intl.DateTimeFormat(lang, { dateStyle: 'full', timeStyle: 'short' }).format(time),
  }
}
export type Format = ReturnType<typeof createFormat>

/** Without a gap where the full stop is as wide as a letter. */
export const joinSentences = (lang: string, parts: string[]): string =>
  parts.filter(part => part !== '').join(/^(ja|zh)\b/.test(lang) ? '' : ' ')

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** A relative time in whole units, truncated. `holds`: the milliseconds until it changes. */
export type RelativeTime = { value: number; unit: 'day' | 'hour' | 'minute' | 'second'; holds: number }

/** How far away a time is. Less than a minute ahead is counted in seconds; less than a minute ago is now. */
export function relativeTimeTo(time: number, now: number): RelativeTime {
  const ahead = time > now
  const apart = Math.abs(time - now)
  const [unit, length] = units.find(([, length]) => apart >= length) ?? (['second', 1_000] as const)
  if (unit === 'second' && !ahead) return { value: 0, unit, holds: 60_000 - apart }
  const whole = Math.floor(apart / length)
  const rest = apart - whole * length
  return { value: ahead ? whole : -whole, unit, holds: ahead ? rest + 1 : length - rest }
}
