import { expect, test } from 'vitest'
import type { Receipt } from '../../../lib/domain/receipt'
import { afterSeeing, mostSeenKeys, nothingSeen, unseenIn } from '../../../lib/domain/seen-receipts'

const receipt = (name: number | string, created: number | undefined): Receipt => ({
  ...{ metadataKey: `key${name}`, state: 'new', created, ttl: 3600, left: undefined },
  ...{ emptied: false, passphrase: false, recipient: undefined },
})
const many = Array.from({ length: 3 * mostSeenKeys }, (_, made) => receipt(made, 1_000_000 + made))

test('what is remembered of a list of thousands is bounded, and none of them is new again', async () => {
  const known = await afterSeeing(nothingSeen, many)
  expect(known.keys).toHaveLength(mostSeenKeys)
  expect(JSON.stringify(known).length).toBeLessThan(20_000)
  expect(await unseenIn(known, many)).toEqual([])
  const later = receipt('later', 1_000_000 + 3 * mostSeenKeys)
  expect(await unseenIn(known, [...many, later])).toEqual([later])
})
test('a thousand keys are known one by one, whatever their clocks say', async () => {
  const odd = [0, 5_000_000_000, undefined, 7, 7].map((created, at) => receipt(at, created))
  const known = await afterSeeing(nothingSeen, odd.slice(0, 4))
  expect(await unseenIn(known, odd)).toEqual(odd.slice(4))
  expect((await afterSeeing(known, odd)).upTo).toBe(-1)
})
test('one clock that was ahead hides nothing of a list of thousands', async () => {
  const known = await afterSeeing(nothingSeen, [receipt('ahead', 5_000_000_000), ...many])
  const later = receipt('later', 1_000_000 + 3 * mostSeenKeys)
  expect(await unseenIn(known, [receipt('ahead', 5_000_000_000), ...many, later])).toEqual([later])
})
test('what is left out of a list for once stays known', async () => {
  const known = await afterSeeing(await afterSeeing(nothingSeen, many.slice(0, 5)), [])
  expect(await unseenIn(known, many.slice(0, 6))).toEqual(many.slice(5, 6))
})
test('no key can be told from what is kept of it', async () => {
  expect(JSON.stringify((await afterSeeing(nothingSeen, many.slice(0, 5))).keys)).not.toContain('key')
  expect((await afterSeeing(nothingSeen, many.slice(0, 1))).keys[0]).toMatch(/^[\w-]{12}$/)
})
