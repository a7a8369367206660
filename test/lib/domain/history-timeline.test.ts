import { afterEach, describe, expect, test } from 'vitest'
import { localDay, statesOf, timelineOf } from '../../../lib/domain/history-timeline'

const zone = process.env.TZ
afterEach(() => {
  if (zone === undefined) delete process.env.TZ
  else process.env.TZ = zone
})
const hour = 3_600_000
const made = (created: number, state: 'waiting' | 'read' | 'burned' | 'expired' | 'gone' = 'waiting') => ({
  created,
  state,
})

test('the last 30 days are counted by what became of their secrets, the oldest first', () => {
  const now = new Date(2026, 4, 4, 12).getTime()
  const days = timelineOf(
    [
      made(now, 'waiting'),
      made(now - hour, 'read'),
      made(new Date(2026, 4, 3, 23, 59).getTime(), 'burned'),
      made(new Date(2026, 3, 5).getTime(), 'expired'),
      made(new Date(2026, 3, 5).getTime() - 1, 'gone'),
      made(new Date(2026, 4, 5).getTime(), 'gone'),
    ],
    now,
  )
  expect(days).toHaveLength(30)
  expect(days.map(({ total }) => total)).toEqual([1, ...Array(27).fill(0), 1, 2])
  expect(days.at(-1)).toMatchObject({
    start: new Date(2026, 4, 4).getTime(),
    states: { waiting: 1, read: 1 },
  })
  expect(statesOf(days)).toEqual({ waiting: 1, read: 1, burned: 1, expired: 1, gone: 0 })
})
test('without secrets there are 30 days of nothing', () => {
  expect(timelineOf([], Date.now()).map(({ total }) => total)).toEqual(Array(30).fill(0))
})

describe.each([
  ['Europe/Paris', '2026-03-29T12:00:00+02:00', 23],
  ['Europe/Paris', '2026-10-25T12:00:00+01:00', 25],
  ['America/New_York', '2026-03-08T12:00:00-04:00', 23],
  ['Africa/Cairo', '2026-04-24T12:00:00+03:00', 23],
  ['America/Havana', '2026-11-01T12:00:00-05:00', 25],
  ['Australia/Lord_Howe', '2026-04-05T12:00:00+10:30', 24.5],
  ['Asia/Kathmandu', '2026-04-24T12:00:00+05:45', 24],
])('in %s, the day of %s', (TZ, noon, hours) => {
  test(`has ${hours} hours, each of them its own and no other day’s`, () => {
    process.env.TZ = TZ
    const { start, end } = localDay(Date.parse(noon))
    expect((end - start) / hour).toBe(hours)
    for (const now of [Date.parse(noon), Date.parse(noon) + 12 * 24 * hour]) {
      for (let time = start; time < end; time += hour / 2) {
        expect(localDay(time)).toEqual({ start, end })
        expect(timelineOf([made(time)], now).find(({ total }) => total === 1)?.start).toBe(start)
      }
      const days = timelineOf([made(start - 1), made(start), made(end - 1), made(end)], now)
      const at = days.findIndex(day => day.start === start)
      expect(days.slice(at - 1, at + 2).map(({ total }) => total)).toEqual(now < end ? [1, 2] : [1, 2, 1])
      for (const [index, day] of days.entries()) expect(day.start).toBe(days[index - 1]?.end ?? day.start)
    }
  })
})

test('where one lives decides on which day something was', () => {
  const time = Date.parse('2026-05-04T02:00:00Z')
  const dates = ['America/Los_Angeles', 'Asia/Tokyo'].map(TZ => {
    process.env.TZ = TZ
    return new Date(localDay(time).start).getDate()
  })
  expect(dates).toEqual([3, 4])
})
test('10 000 entries take no longer than a frame', () => {
  const now = Date.now()
  const entries = Array.from({ length: 10_000 }, (_, number) => made(now - number * 400_000))
  timelineOf(entries, now)
  const begun = performance.now()
  const days = timelineOf(entries, now)
  expect(performance.now() - begun).toBeLessThan(100)
  expect(days.every(({ total }) => total > 0)).toBe(true)
})
