import { alice, bob } from './people'
import type { Stage } from './stage'
import { get, post, share } from './visit'

type Happening = (stage: Stage, key: string, at: number) => Promise<void>

/** What happened, unrecorded, just before a recorded exchange. */
export const between: Readonly<Record<string, Happening>> = {
  'limit-passphrase-wrong-after-25': async ({ origin }, key) => {
    for (let i = 0; i < 25; i += 1) await post(origin, `/api/v1/secret/${key}`, { passphrase: 'wrong' })
  },

  'limit-burn-wrong-after-25': async ({ origin }, key) => {
    const path = `/api/v1/private/${key}/burn`
    for (let i = 0; i < 25; i += 1) await post(origin, path, { passphrase: 'wrong' }, alice)
  },

  'limit-share-anon-over-limit': async ({ origin }) => {
    const one = () => post(origin, '/api/v1/share', { secret: 'x', ttl: '60' })
    for (let i = 0; i < 10; i += 1) await Promise.all(Array.from({ length: 100 }, one))
  },

  'recent-bob-with-an-expired-secret-not-fetched-yet': async (stage, _key, at) => {
    stage.clock.at = at - 62
    stage.expiring = (await share(stage.origin, { secret: 'life', ttl: '60' }, bob)).metadata_key
    stage.clock.at = at
  },

  'recent-bob-after-fetching-the-expired-one': async ({ origin, expiring }) => {
    await get(origin, `/api/v1/private/${expiring}`, bob)
  },

  'private-after-metadata-ttl-has-passed': async ({ clock }) => {
    clock.at += 120
  },
}
