import { expect, test } from 'vitest'
import { lifetimeOptions } from '../../components/lifetime-options'
import { translationsIn } from '../../components/translation'
import { translateIn } from '../support/words'

const words = translationsIn(await translateIn('en'))
const day = 86_400
const offered = (chosen: number, longest?: number, limit?: number) =>
  lifetimeOptions(words, chosen, longest, limit === undefined ? {} : { longestLifetime: limit }).map(
    ({ label }) => label,
  )

test('of a server of which nothing is known, every lifetime is offered', () => {
  expect(offered(day).at(-1)).toBe('30 days')
  expect(offered(day)).toHaveLength(10)
})
test('the longest that a server keeps says so, and nothing longer is offered', () => {
  expect(offered(day, 7 * day).at(-1)).toBe('7 days (server’s limit)')
})
test('a limit between the usual lifetimes is one to choose, too', () => {
  expect(offered(day, 2 * day).slice(-2)).toEqual(['1 day', '2 days (server’s limit)'])
})
test('what was chosen for another server stays chosen, and says that it is too long', () => {
  expect(offered(30 * day, 7 * day).at(-1)).toBe('30 days')
})
test('an organisation’s longest lifetime holds, whatever the server keeps', () => {
  expect(offered(day, 7 * day, 3 * day).at(-1)).toBe('3 days')
})
