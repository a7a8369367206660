import { test as base, expect } from '@playwright/test'
import { type Server, startServer } from '../../server/server'
import type { End, Ended } from './ends'
import { createFront, type Front } from './front'
import type { PersonsBrowser, Start } from './persons-browser'
import { type PersonsChromium, personsChromium } from './persons-chromium'
import { personsFirefox } from './persons-firefox'
import { tier } from './tiers'

export type BrowserName = PersonsBrowser['name']

export const both = ['Chromium', 'Firefox'] as const
/** How most rows end. */
export const text = 'the text is here, to the letter'

export type Case = {
  person: PersonsBrowser
  server: Server
  /** The same browser with what only a Chromium has. */
  chromium: PersonsChromium
}

/** One way in which a secret could be lost, in plain words, and how it must end. */
export type Row = {
  /** Of what a person does or is promised. */
  point: string
  what: string
  when: string
  in: readonly BrowserName[]
  /** Where `npm test` tries it: in the first of those, unless told; 'nowhere' what takes another row's way. */
  short?: BrowserName | 'nowhere'
  /** It comes after other rows of this kind in one browser, without a wipe: nothing is counted that they leave. */
  shares?: boolean
  /** The browser is killed, or the extension changed: it has one of its own, on a profile that stays. */
  own?: boolean
  /** What people install, without the tests' own hosts; and preferences for a Firefox. */
  like?: Start
  /** Any of these is no loss. */
  ends: End | readonly End[]
  run: (world: Case) => Promise<Ended>
}

type Browsers = {
  /** A port that stays, where browsers find the hosts that a test wants answered. */
  front: Front
  /** A browser that many rows use, one after the other. */
  shared: (name: BrowserName, like: Start | undefined, how: 'wiped' | 'as it is') => Promise<PersonsBrowser>
}
export type Fixtures = Browsers & Own
type Own = { server: Server; own: (name: BrowserName, like?: Start) => Promise<PersonsBrowser> }

const start = (name: BrowserName, like?: Start): Promise<PersonsBrowser> =>
  name === 'Chromium' ? personsChromium(like) : personsFirefox(like)

export const test = base.extend<Own, Browsers>({
  front: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
    async ({}, use) => {
      const front = createFront()
      await use(front)
      await front.close()
    },
    { scope: 'worker' },
  ],
  shared: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
    async ({}, use) => {
      const started = new Map<string, { browser: PersonsBrowser; clean: boolean }>()
      await use(async (name, like, how) => {
        const key = JSON.stringify([name, like])
        const known = started.get(key)
        const browser = known?.browser ?? (await start(name, like))
        if (known && (how === 'wiped' || !known.clean)) await browser.wipe()
        // Only rows that leave nothing in the way are followed by one that takes it as it is.
        started.set(key, { browser, clean: how === 'as it is' })
        return browser
      })
      for (const { browser } of started.values()) await browser.close()
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
  own: async ({}, use) => {
    const started: PersonsBrowser[] = []
    await use(async (name, like) => {
      const browser = await start(name, like)
      started.push(browser)
      return browser
    })
    await Promise.all(started.map(browser => browser.close().catch(() => {})))
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
  server: async ({}, use) => {
    const server = await startServer()
    await use(server)
    await server.close()
  },
})

/** Every row in each of its browsers is a test. `in order`: one after the other, in one process. */
export function table(rows: readonly Row[], how: 'in order' | 'in parallel' = 'in parallel'): void {
  test.describe('nothing is lost', () => {
    const mode = how === 'in order' ? 'default' : 'parallel'
    test.describe.configure({ mode, retries: 1, timeout: 120_000 })
    for (const row of rows) for (const name of row.in) registerRow(row, name)
  })
}

function registerRow(
  { point, what, when, in: browsers, short = browsers[0], ends, shares, own: ofItsOwn, like, run }: Row,
  name: BrowserName,
): void {
  const title = `${point}: ${what}, ${when} (${name})`
  test(title, tier(name === short), async ({ own, shared, server }) => {
    const person = await (ofItsOwn ? own(name, like) : shared(name, like, shares ? 'as it is' : 'wiped'))
    const { end } = await run({ person, server, chromium: person as PersonsChromium })
    expect([ends].flat()).toContain(end)
  })
}
