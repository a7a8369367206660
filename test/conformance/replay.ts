import { type Profile, profiles } from '../server/profiles'
import { startServer } from '../server/server'
import { ask } from './ask'
import { rebuildBody } from './bodies'
import { compare } from './compare'
import { Names } from './names'
import { operatorSettings } from './operators'
import { alice, authorization, bob } from './people'
import { factsOf, prepare } from './prepare'
import { type Exchange, isV1 } from './recording'
import type { Run } from './runs'

export type Replayed = { name: string; differences: string[] }

/** Asks a fresh server everything that was asked in a run, in order, on the recorded clock. */
export async function replay(
  profile: Profile,
  run: Run,
  recording: readonly Exchange[],
  leaveOut: (name: string) => boolean,
): Promise<Replayed[]> {
  const clock = { at: run.exchanges[0]?.at ?? 0 }
  const server = await startServer({
    profile,
    accounts: [alice, bob],
    now: () => clock.at * 1000,
    settings: operatorSettings(profile, run.note),
  })
  const names = new Names(server.origin)
  const signedIn = server.signIn()
  const mine = run.exchanges.filter(({ exchange }) => isV1(exchange) && !leaveOut(exchange.name))
  // One sitting was recorded without its cookies.
  const cookies = profile !== '0.26' || mine.some(({ exchange }) => exchange.response.headers['set-cookie'])
  const newestFirst = profiles[profile].recent === 'newest first'
  const facts = recording.map(factsOf)
  const stage = { origin: server.origin, names, recording, facts, clock, newestFirst, expiring: '' }
  const results: Replayed[] = []
  for (const { exchange, at } of mine) {
    clock.at = at
    await prepare(stage, exchange, at)
    const heard = await ask(server.origin, question(exchange))
    const differences = compare(exchange, heard, { names, slack: 1, cookies })
    results.push({ name: exchange.name, differences })
  }
  await server.close()
  return results

  function question(exchange: Exchange) {
    const { method, path, body, cookie, origin, authorization: who, ...headers } = exchange.request
    const asking = authorization(exchange.name, who)
    const visitor = exchange.name.startsWith('session-') ? signedIn : `${signedIn.split('=')[0]}=a-visitor`
    return {
      method,
      path: names.translate(path),
      headers: {
        ...headers,
        ...(asking && { authorization: asking }),
        ...(cookie && { cookie: visitor }),
        ...(origin && { origin: names.translate(origin) }),
      },
      body: rebuildBody(exchange, new URL(server.origin).host),
    }
  }
}
