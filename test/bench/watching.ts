import { delayOf, type Life, live, quantile, simulateLives } from '../support/lives'

const secrets = 10_000
const people = 1_000_000
const each = 3

/** What watching costs the servers and how soon it knows, in lives that are simulated. */
export function watchingTable(seed = 1): string {
  const lives = simulateLives(secrets, seed)
  const unread = Array.from({ length: 1000 }, (_, at) => live(Number.POSITIVE_INFINITY, at / 1000))
  const checks = lives.map(life => life.checks)
  const delays = lives.map(delayOf)
  return [
    `Watching, simulated: ${secrets} secrets of 7 days, read at log-uniform times from 1 minute to 7 days`,
    row('checks of a secret that is read', `median ${quantile(checks, 0.5)}, at most ${Math.max(...checks)}`),
    row('checks of one that never is', `at most ${Math.max(...unread.map(life => life.checks))}`),
    row(
      'from read to known, of its age',
      `median ${percent(quantile(delays, 0.5))}, 9 in 10 ${percent(quantile(delays, 0.9))}`,
    ),
    row(
      `${people} people, ${each} live secrets each`,
      `${perSecond(lives)}, ${perSecond(unread)} if none is ever read`,
    ),
  ].join('\n')
}

/** Without accounts, whose secrets cost one request together. */
function perSecond(lives: Life[]): string {
  const checks = lives.reduce((sum, life) => sum + life.checks, 0)
  const seconds = lives.reduce((sum, life) => sum + life.known / 1000, 0)
  return `${((people * each * checks) / seconds).toFixed(0)} requests/s`
}

const row = (name: string, figures: string) => `  ${name.padEnd(40)}${figures}`
const percent = (part: number) => `${(part * 100).toFixed(1)} %`
