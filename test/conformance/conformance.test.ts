import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Profile } from '../server/profiles'
import { isV1, readRecording } from './recording'
import { type Replayed, replay } from './replay'
import { splitRuns } from './runs'
import { unplayed } from './unplayed'

const versions: readonly [string, Profile][] = [
  ['0.18.5', '0.18'],
  ['0.23.6', '0.23'],
  ['0.26.6', '0.26'],
]

const shares: string[] = []
afterAll(() => console.log(shares.join('\n')))

describe.each(versions)('a server of %s', (version, profile) => {
  const recording = readRecording(version)
  const reasons = unplayed[profile] ?? {}
  const total = recording.filter(isV1).length
  let results: Replayed[] = []

  beforeAll(async () => {
    for (const run of splitRuns(recording)) {
      results = results.concat(await replay(profile, run, recording, name => Object.hasOwn(reasons, name)))
    }
  }, 120_000)

  test('answers every recorded v1 question as the real one did', () => {
    expect(results.filter(({ differences }) => differences.length > 0)).toEqual([])
  })

  test('is held to at least 95 % of what was recorded', () => {
    const share = (100 * results.length) / total
    shares.push(`v${version}: ${results.length} / ${total} v1 exchanges replayed, ${share.toFixed(1)} %`)
    for (const [name, reason] of Object.entries(reasons)) shares.push(`  not replayed: ${name}: ${reason}`)
    expect(share).toBeGreaterThanOrEqual(95)
  })

  test('has a reason for every question left out, and none for others', () => {
    const names = new Set(recording.filter(isV1).map(({ name }) => name))
    expect(Object.keys(reasons).filter(name => !names.has(name))).toEqual([])
  })
})
