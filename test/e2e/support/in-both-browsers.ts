import { type Server, type Options as ServerOptions, startServer } from '../../server/server'
import { selfSigned } from './certificate'
import { type BrowserName, both, type Case, test } from './nothing-lost'
import type { Written } from './policy'
import { tier } from './tiers'

/**
 * What people do with Cachet, told once and done in every browser: each driver presses the same buttons by the same names. What
 * only one of them has (a native menu, a prompt) stands in files of its own.
 */
export type Journey = {
  title: string
  /** Where `npm test` goes it; in every browser unless told: what must always work is tried in both. */
  short?: BrowserName | 'nowhere'
  /** An administrator's rules, which need a browser of their own. */
  rules?: (server: Server) => Written
  /** Milliseconds it may take, where it is long. */
  timeout?: number
  run: (world: Case) => Promise<unknown>
}

type Where = {
  server?: ServerOptions
  /** Where the browsers are different at a server's page. */
  serverIn?: (name: BrowserName) => ServerOptions
  /** Names under which the server is known to the browsers, over TLS: a region that everybody has. */
  hosts?: readonly string[]
}

/** Every journey is a test in every browser. */
export function goInBoth(about: string, journeys: readonly Journey[], where: Where = {}): void {
  const { hosts } = where
  for (const name of both)
    test.describe(`${about} in ${name}`, () => {
      test.use({
        // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
        server: async ({}, use) => {
          const tls = hosts ? { tls: selfSigned() } : {}
          const server = await startServer({ ...where.server, ...where.serverIn?.(name), ...tls })
          await use(server)
          await server.close()
        },
      })
      for (const { title, short = name, rules, timeout, run } of journeys)
        test(title, tier(short === name), async ({ front, own, shared, server }) => {
          if (timeout) test.setTimeout(timeout)
          const like = { prefs: { 'alerts.useSystemBackend': false } }
          const answered = hosts && { hosts: { names: hosts, port: await front.portFor('https') } }
          front.aim(hosts ? { https: server.port } : {})
          const person = rules
            ? await own(name, { rules: rules(server) })
            : await shared(name, { ...like, ...answered }, 'wiped')
          await run({ person, server, chromium: person as Case['chromium'] })
        })
    })
}
