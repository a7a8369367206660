import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Profile } from '../server/profiles'
import { comparedInPart, unplayed } from './exceptions'
import { isV1, readRecording } from './recording'
import { type Replayed, replay } from './replay'
import { splitRuns } from './runs'

const versions: readonly [string, Profile][] = [
  ['0.18.5', '0.18'],
  ['0.23.6', '0.23'],
  ['0.26.6', '0.26'],
]

const shares: string[] = []
afterAll(() => console.log(shares.join('\n')))

describe.each(versions)('a server of %s', (version, profile) => {
  const recording = readRecording(version)
  const total = recording.filter(isV1).length
  let results: Replayed[] = []

  beforeAll(async () => {
    for (const run of splitRuns(recording)) {
      results = results.concat(await replay(profile, run, recording, name => Object.hasOwn(unplayed, name)))
    }
  }, 120_000)

  test('answers every recorded v1 question as the real one did', () => {
    expect(results.filter(({ differences }) => differences.length > 0)).toEqual([])
  })

  test('is held to at least 95 % of what was recorded', () => {
    const share = (100 * results.length) / total
    shares.push(`v${version}: ${results.length} / ${total} v1 exchanges replayed, ${share.toFixed(1)} %`)
    tell('not replayed', unplayed)
    tell('compared in part', comparedInPart)
    expect(share).toBeGreaterThanOrEqual(95)
  })

  function tell(what: string, reasons: Readonly<Record<string, string>>): void {
    for (const [name, reason] of Object.entries(reasons)) {
      if (recording.some(exchange => exchange.name === name && exchange.response.status === 200))
        shares.push(`  ${what}: ${name}: ${reason}`)
    }
  }
})

test('every exception names a recorded question', () => {
  const names = new Set(versions.flatMap(([version]) => readRecording(version).map(({ name }) => name)))
  const excepted = [...Object.keys(unplayed), ...Object.keys(comparedInPart)]
  expect(excepted.filter(name => !names.has(name))).toEqual([])
})
