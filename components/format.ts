/** Figures in the language of the sentences around them. `Intl` knows every plural. */
export function createFormat(lang: string) {
  const unit = (value: number, name: string, digits = 0) =>
    new Intl.NumberFormat(lang, {
      style: 'unit',
      unit: name,
      unitDisplay: 'long',
      maximumFractionDigits: digits,
    }).format(value)
  return {
    /** Seconds, as the largest unit that divides them: `30 minutes`, `7 days`. */
    duration(seconds: number): string {
      if (seconds % 86_400 === 0) return unit(seconds / 86_400, 'day')
      if (seconds % 3_600 === 0) return unit(seconds / 3_600, 'hour')
      return unit(Math.round(seconds / 60), 'minute')
    },
    bytes: (count: number): string => unit(count, 'byte'),
    kilobytes: (count: number): string =>
      new Intl.NumberFormat(lang, {
        style: 'unit',
        unit: 'kilobyte',
        minimumFractionDigits: 0,
        maximumFractionDigits: 1,
      }).format(count / 1000),
    /** Milliseconds since 1970, as a day and a time of this place. */
    moment: (time: number): string =>
      new Intl.DateTimeFormat(lang, { dateStyle: 'full', timeStyle: 'short' }).format(time),
  }
}
export type Format = ReturnType<typeof createFormat>
