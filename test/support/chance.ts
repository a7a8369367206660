import type { RandomSource } from '../../lib/domain/random'

/** Numbers that look random and are the same in every run (mulberry32). */
export function seeded(seed: number): RandomSource {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  return array => array.map(next)
}

/** Gives these numbers, one after the other. */
export function given(...numbers: number[]): RandomSource {
  return array =>
    array.map(() => {
      const number = numbers.shift()
      if (number === undefined) throw new Error('no numbers are left')
      return number
    })
}

/**
 * How many standard deviations a count of outcomes is away from what was expected, by Pearson's chi-square: even
 * counts stay below 4 but for one sample in some ten thousand.
 */
export function unevenness(counts: readonly number[], expected: readonly number[]): number {
  const squares = counts.map((count, at) => (count - (expected[at] ?? 0)) ** 2 / (expected[at] ?? 1))
  const freedom = counts.length - 1
  return (squares.reduce((total, square) => total + square, 0) - freedom) / Math.sqrt(2 * freedom)
}
