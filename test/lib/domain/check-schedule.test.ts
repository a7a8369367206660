import { describe, expect, test } from 'vitest'
import { isDue, nextAlarm, nextCheck } from '../../../lib/domain/check-schedule'
import { entryWith } from '../../support/entries'
import { delayOf, live, quantile, simulateLives } from '../../support/lives'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

describe('over seven days', () => {
  const lives = simulateLives(1_000, 7)
  test('a secret is asked about 40 times at most', () => {
    const never = Array.from({ length: 200 }, (_, at) => live(Number.POSITIVE_INFINITY, at / 200))
    expect(Math.max(...[...lives, ...never].map(({ checks }) => checks))).toBeLessThanOrEqual(40)
  })
  test('what happened is known, in the median, after less than 15 % of the secret’s age', () => {
    expect(quantile(lives.map(delayOf), 0.5)).toBeLessThan(0.15)
  })
  test('and never after more than a third of it, or half a minute', () => {
    for (const life of lives) expect(life.known - life.read).toBeLessThan(Math.max(life.read / 3, 30_500))
  })
  test('what expires unread is known within a minute', () => {
    for (const draw of [0, 0.3, 0.99]) {
      const { known } = live(Number.POSITIVE_INFINITY, draw)
      expect(known - 7 * day).toBeGreaterThan(0)
      expect(known - 7 * day).toBeLessThan(minute)
    }
  })
})

test('the first check comes 45 to 60 seconds after sharing', () => {
  for (const id of ['00000000', 'ffffffff']) {
    const entry = entryWith({ id: `${id}-0000-4000-8000-000000000000` })
    const wait = (nextCheck(entry, entry.created) ?? 0) - entry.created
    expect(wait).toBeGreaterThanOrEqual(45_000)
    expect(wait).toBeLessThanOrEqual(60_000)
  }
})
test.each(['0000', '5fa1', 'ffff'])(
  'a check that was just made is over, however the figures round (%s)',
  id => {
    let entry = entryWith({ id: `${id}0000-0000-4000-8000-000000000000`, expires: 1_000_000 + 30 * day })
    for (let now = entry.created; now < entry.expires; ) {
      const next = nextCheck(entry, now) ?? 0
      expect(next).toBeGreaterThan(now)
      now = Math.ceil(next)
      expect(isDue(entry, now)).toBe(true)
      entry = { ...entry, checked: now }
      expect(isDue(entry, now)).toBe(false)
    }
  },
)
test('a secret of a minute is asked about once it is over', () => {
  const entry = entryWith({ id: 'ffffffff-0000-4000-8000-000000000000', expires: 1_060_000 })
  expect(nextCheck(entry, 1_056_000)).toBe(1_065_000)
})
test('what has ended is asked about no more', () => {
  for (const state of ['read', 'burned', 'expired', 'gone'] as const)
    expect(nextCheck(entryWith({ state }), 2_000_000)).toBeUndefined()
  expect(nextAlarm([entryWith({ state: 'read' })], 2_000_000)).toBeUndefined()
  expect(nextAlarm([], 2_000_000)).toBeUndefined()
})
test('the alarm is for the earliest, and never sooner than browsers ring', () => {
  const id = 'ffffffff-0000-4000-8000-000000000000'
  const [young, old] = [entryWith({ id }), entryWith({ id, created: 0, checked: 999_000 })]
  expect(nextAlarm([old, young], 1_000_000)).toBe(nextCheck(young, 1_000_000))
  expect(nextAlarm([entryWith({ created: 0 })], 2_000_000)).toBe(2_030_000)
})
test('a server that does not answer is asked after a minute, then two, then four', () => {
  const after = (failures: number, age = 5 * minute) => {
    const checked = 1_000_000 + age
    return (nextCheck(entryWith({ checked, failures, expires: 1_000_000 + 7 * day }), checked) ?? 0) - checked
  }
  expect([1, 2, 3].map(failures => after(failures))).toEqual([minute, 2 * minute, 4 * minute])
  expect(after(50)).toBe(hour)
  expect(after(50, 5 * day)).toBeGreaterThan(day)
  expect(after(50, 5 * day)).toBeLessThan(2 * day)
})
test('a server that is away a week is asked about a secret less than a hundred times', () => {
  let entry = entryWith({ expires: 1_000_000 + 7 * day })
  let asked = 0
  for (let now = entry.created; now < entry.expires; asked++) {
    now = nextAlarm([entry], now) ?? Number.POSITIVE_INFINITY
    entry = { ...entry, checked: now, failures: (entry.failures ?? 0) + 1 }
  }
  expect(asked).toBeLessThan(100)
})
test('a clock that was set back does not hold a check back', () => {
  const [made, checked] = [entryWith(), entryWith({ created: 0, checked: 9_000_000 })]
  expect(isDue(made, 500_000)).toBe(true)
  expect(isDue(checked, 8_000_000)).toBe(true)
})
