/**
 * The tag of what `npm test` leaves to `npm run test:all`, which leaves nothing out.
 *
 * In `npm test` stays, tried once in a real browser: every journey, every screen, every promise (nothing lost, altered or
 * leaked); and in both browsers: sharing a selection, the popup, reading and burning. Tagged is a second trial of the same
 * code:
 * - what the other browser shares with the one where it was tried: of a pair, now one is left here, now the other;
 * - a second language of a screen, its rare states, another generation of server;
 * - a row that takes the way of another row, and a size or a duration whose rule a unit test has;
 * - what tries the tests' own tools.
 */
export const thorough = '@thorough'

/** What tests are registered with of which only some are `short`. */
export const tier = (short: boolean) => ({ tag: short ? [] : [thorough] })

/** A long table in two: one row in so many, counted from `from`, is for `npm test`. */
export const inTwo = <Row>(rows: readonly Row[], oneIn: number, from = 0) =>
  [
    { part: 'some', tier: tier(true), rows: rows.filter((_, at) => at % oneIn === from) },
    { part: 'the others', tier: tier(false), rows: rows.filter((_, at) => at % oneIn !== from) },
  ] as const
