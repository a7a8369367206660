const units = ['second', 'minute', 'hour', 'day', 'year'] as const
export type Unit = (typeof units)[number]
const seconds: Readonly<Record<Unit, number>> = {
  second: 1,
  minute: 60,
  hour: 3_600,
  day: 86_400,
  year: 31_557_600,
}

/** The average time to guess a password at a billion guesses per second. */
export type Effort = { is: 'instant' | 'ages' | 'universe' } | { is: 'time'; value: number; unit: Unit }

export type Strength = 'weak' | 'fair' | 'strong' | 'veryStrong'

/** The age of the universe in years. */
const universe = 13.8e9

export function effortOf(bits: number): Effort {
  const needed = 2 ** (bits - 1) / 1e9
  if (needed < 1) return { is: 'instant' }
  const years = needed / seconds.year
  if (years >= universe) return { is: 'universe' }
  if (years >= 1e6) return { is: 'ages' }
  const unit = units.findLast(unit => needed >= seconds[unit]) ?? 'second'
  return { is: 'time', value: twoDigits(needed / seconds[unit]), unit }
}

const twoDigits = (value: number): number => Math.round(Number(value.toPrecision(2)))

/** `fair` lasts days, `strong` centuries, `veryStrong` longer than the universe has existed. */
export function strengthOf(bits: number): Strength {
  if (bits < 50) return 'weak'
  if (bits < 64) return 'fair'
  return bits < 94 ? 'strong' : 'veryStrong'
}
