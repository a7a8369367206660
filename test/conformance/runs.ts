import { type Exchange, timeOf } from './recording'

/** Exchanges with one server, from its start to its end, and when each happened, in seconds. */
export type Run = { note: string | undefined; exchanges: { exchange: Exchange; at: number }[] }

/** The recorder restarted its server for other settings, and between sittings: then time jumps, back or far ahead. */
export function splitRuns(recording: readonly Exchange[]): Run[] {
  const runs: { note: string | undefined; exchanges: Exchange[] }[] = []
  let last = 0
  for (const exchange of recording) {
    const told = timeOf(exchange)
    const jumped = told !== undefined && (told < last - 5 || told > last + 600)
    if (runs.length === 0 || runs.at(-1)?.note !== exchange.note || jumped) {
      runs.push({ note: exchange.note, exchanges: [] })
    }
    runs.at(-1)?.exchanges.push(exchange)
    last = told ?? last
  }
  return runs.map(({ note, exchanges }) => ({ note, exchanges: dated(exchanges) }))
}

/** Where an answer tells no time, the next one's is taken: that shows what this one did. */
function dated(exchanges: readonly Exchange[]): Run['exchanges'] {
  const times = exchanges.map(timeOf)
  const end = times.findLast(time => time !== undefined) ?? 0
  return exchanges.map((exchange, i) => ({
    exchange,
    at: times.slice(i).find(time => time !== undefined) ?? end,
  }))
}
