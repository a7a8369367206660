import fc from 'fast-check'
import { crashesOf } from './crashes'

/**
 * A rule that holds for every input. `share`: how many of some 1 000 cases it gets, by what one costs. An input is made
 * of nothing but JSON, so that it can be kept.
 */
export type Property = {
  name: string
  share: number
  run: (cases: number, seed: number) => Promise<Tried>
}

/** `broken`: the smallest input found that breaks the rule, and how. */
export type Tried = { cases: number; broken?: { input: unknown; error: string } }

export function property<T>(
  name: string,
  share: number,
  input: fc.Arbitrary<T>,
  check: (input: T) => void | Promise<void>,
): Property {
  return {
    name,
    share,
    run: async (cases, seed) => {
      // What once crashed is tried first.
      const examples = crashesOf(name).map((crash): [T] => [crash as T])
      const rule = fc.asyncProperty(input, async one => {
        await check(one)
      })
      const found = await fc.check(rule, { numRuns: cases + examples.length, seed, examples })
      if (!found.failed) return { cases: found.numRuns }
      return {
        cases: found.numRuns,
        broken: { input: found.counterexample?.[0], error: String(found.errorInstance) },
      }
    },
  }
}
