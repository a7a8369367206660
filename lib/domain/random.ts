/** Fills an array with random numbers, as `crypto.getRandomValues` does. */
export type RandomSource = (array: Uint32Array<ArrayBuffer>) => Uint32Array

const numbers = 2 ** 32

/**
 * A uniformly random whole number from 0 to `count - 1`. Draws beyond the last multiple of `count` are
 * rejected, because the remainder of a division would favour some numbers.
 */
export function randomBelow(count: number, random: RandomSource): number {
  const even = numbers - (numbers % count)
  for (;;) {
    const [drawn = numbers] = random(new Uint32Array(1))
    if (drawn < even) return drawn % count
  }
}

export const randomItem = <T>(from: ArrayLike<T>, random: RandomSource): T => {
  const found = from[randomBelow(from.length, random)]
  if (found === undefined) throw new RangeError('nothing to pick from')
  return found
}
