import { describe, expect, test } from 'vitest'
import { crashedProperties } from './crashes'
import { properties } from './properties'

/** A short form of `npm run fuzz`: some cases of each rule, others each time. */
const cases = 2_000

const all = Object.values(properties).flat()
const shares = all.reduce((sum, { share }) => sum + share, 0)

describe.each(Object.entries(properties))('whatever comes in: %s', (_, rules) => {
  test.each(rules.map(rule => [rule.name, rule] as const))('%s', async (_, { run, share }) => {
    // The same each time: what a new seed finds is for `npm run fuzz`, not for a build that must be told from others.
    const seed = 20_261_201
    const { broken } = await run(Math.ceil((cases * share) / shares), seed)
    expect(broken, `seed ${seed}`).toBeUndefined()
  })
})

test('a rule has one name, and what is kept of a crash belongs to one', () => {
  const names = all.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(names).toEqual(expect.arrayContaining(crashedProperties()))
})
