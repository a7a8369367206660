/** Fills an array with random numbers, as `crypto.getRandomValues` does. */
export type Random = (array: Uint32Array<ArrayBuffer>) => Uint32Array

const numbers = 2 ** 32

/**
 * A whole number from 0 to `count - 1`, each as likely as any other: what would make some of them likelier,
 * the rest of a division, is drawn again.
 */
export function below(count: number, random: Random): number {
  const even = numbers - (numbers % count)
  for (;;) {
    const [drawn = numbers] = random(new Uint32Array(1))
    if (drawn < even) return drawn % count
  }
}

export const pick = <T>(from: ArrayLike<T>, random: Random): T => {
  const found = from[below(from.length, random)]
  if (found === undefined) throw new RangeError('nothing to pick from')
  return found
}
