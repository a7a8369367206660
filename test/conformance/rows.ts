import { afterEach, describe, expect, test } from 'vitest'
import { type Options, type Profile, type Server, startServer } from '../server/server'
import { alice, basic, bob } from './people'

const profiles: readonly Profile[] = ['0.18', '0.23', '0.25', '0.26']
let open: Server[] = []
afterEach(async () => {
  await Promise.all(open.map(server => server.close()))
  open = []
})

/** A server of one generation, and the ways to ask it. */
export async function start(profile: Profile, settings: Options['settings'] = {}) {
  const server = await startServer({ profile, accounts: [alice, bob], settings })
  open.push(server)

  async function ask(method: string, path: string, body?: BodyInit, headers: Record<string, string> = {}) {
    const answer = await fetch(`${server.origin}/api/v1/${path}`, { method, headers, body: body ?? null })
    const text = await answer.text()
    const json = answer.headers.get('content-type')?.startsWith('application/json')
      ? JSON.parse(text)
      : undefined
    return { status: answer.status, headers: answer.headers, text, json }
  }

  const as = (who: { user: string; token: string } | undefined): Record<string, string> =>
    who ? { authorization: basic(who) } : {}
  return {
    server,
    ask,
    get: (path: string, who?: typeof alice) => ask('GET', path, undefined, as(who)),
    post: (path: string, fields: Record<string, string> = {}, who?: typeof alice, headers = {}) =>
      ask('POST', path, new URLSearchParams(fields), { ...as(who), ...headers }),
    json: (path: string, body: unknown) =>
      ask('POST', path, JSON.stringify(body), { 'content-type': 'application/json' }),
  }
}

/** One row of the table of generations: what is expected of each. */
type Row<T> = Readonly<Record<Profile, T>>

export function row<T>(title: string, expected: Row<T>, look: (profile: Profile) => Promise<T>): void {
  describe(title, () => {
    test.each(profiles)('%s', async profile => expect(await look(profile)).toEqual(expected[profile]), 60_000)
  })
}

/** The same for 0.18 and 0.23, and the same since 0.25. */
export function rows<T>(old: T, since25: T): Row<T> {
  return { '0.18': old, '0.23': old, '0.25': since25, '0.26': since25 }
}
