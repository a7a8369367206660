const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** A time from now in whole units, none of them rounded up, and for how many more milliseconds that is true. */
export type Span = { value: number; unit: 'day' | 'hour' | 'minute' | 'second'; holds: number }

/**
 * How far a moment is. What is less than a minute ahead is counted in seconds; what is less than a minute ago
 * is now.
 */
export function spanTo(time: number, now: number): Span {
  const ahead = time > now
  const apart = Math.abs(time - now)
  const [unit, length] = units.find(([, length]) => apart >= length) ?? (['second', 1_000] as const)
  if (unit === 'second' && !ahead) return { value: 0, unit, holds: 60_000 - apart }
  const whole = Math.floor(apart / length)
  const rest = apart - whole * length
  return { value: ahead ? whole : -whole, unit, holds: ahead ? rest + 1 : length - rest }
}
