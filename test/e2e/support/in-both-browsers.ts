import { expect } from '@playwright/test'
import { type Server, type Options as ServerOptions, startServer } from '../../server/server'
import { selfSigned } from './certificate'
import { type BrowserName, both, type Case, type Fixtures, test } from './nothing-lost'
import type { PersonsBrowser } from './persons-browser'
import type { Written } from './policy'
import type { Tab } from './tab'
import { thorough, tier } from './tiers'

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
  /** Each journey is gone a second time, with a background that ends before every step. */
  ended?: boolean
}

/** The background has ended whenever anything is pressed, as it has where a person takes their time. */
function ended(person: PersonsBrowser): PersonsBrowser {
  const patient = (tab: Tab): Tab => {
    const first =
      <Args extends unknown[]>(press: (...args: Args) => Promise<void>) =>
      async (...args: Args) => {
        const busy = () => document.querySelector('[aria-busy=true], [aria-disabled=true]') !== null
        await expect.poll(() => tab.evaluate(busy), { message: 'nothing is on its way' }).toBe(false)
        await person.stopWorker()
        await press(...args)
      }
    return { ...tab, press: first(tab.press), pressOn: first(tab.pressOn) }
  }
  return {
    ...person,
    open: async path => patient(await person.open(path)),
    popup: async () => patient(await person.popup()),
  }
}

/** Every journey is a test in every browser, and once more with a background that is never there. */
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
      for (const { title, short = name, rules, timeout, run } of journeys) {
        const go = async ({ front, own, shared, server }: Fixtures, background: 'as it is' | 'ended') => {
          if (timeout) test.setTimeout(timeout)
          const like = { prefs: { 'alerts.useSystemBackend': false } }
          const answered = hosts && { hosts: { names: hosts, port: await front.portFor('https') } }
          front.aim(hosts ? { https: server.port } : {})
          const person = rules
            ? await own(name, { rules: rules(server) })
            : await shared(name, { ...like, ...answered }, 'wiped')
          const chromium = person as Case['chromium']
          await run({ person: background === 'ended' ? ended(person) : person, server, chromium })
        }
        test(title, tier(short === name), ({ front, own, shared, server }) =>
          go({ front, own, shared, server }, 'as it is'),
        )
        if (where.ended)
          test(
            `${title}, and the background had ended before each press`,
            {
              tag: thorough,
            },
            ({ front, own, shared, server }) => go({ front, own, shared, server }, 'ended'),
          )
      }
    })
}
