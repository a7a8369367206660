import { afterEach, beforeEach, vi } from 'vitest'
import { caller, type MessageName } from '../../lib/adapters/messages'
import type { Draft } from '../../lib/domain/draft'
import type { RecentLink, ShareOutcome } from '../../lib/domain/share-outcome'
import { type Options, type Server, startServer } from '../server/server'
import { type FakeBrowser, startBrowser } from './browser'

/** The whole background over a fake browser, before a server on loopback; both anew for each test. */
export function background(options: Options = {}) {
  const world = {} as { server: Server; browser: FakeBrowser }
  beforeEach(async () => {
    world.server = await startServer(options)
    world.browser = startBrowser()
    await world.browser.startWorker()
  })
  afterEach(async () => {
    world.browser.end()
    await world.server.close()
  })
  return Object.assign(world, {
    /** From now on it is Firefox's: no hidden page, and an update that waits for us. */
    async asFirefox(): Promise<void> {
      vi.stubEnv('FIREFOX', 'true')
      await world.browser.startWorker()
    },
    /** From now on it is Firefox's on a phone. */
    async asAndroid(): Promise<void> {
      for (const name of ['commands', 'contextMenus', 'windows', 'storage.managed'])
        world.browser.lacks.add(name)
      await this.asFirefox()
    },
    /** What the popup asks. */
    call: caller(message => world.browser.send(message)),
    /** What a page of ours in a tab asks. */
    callFrom: (tabId: number) => caller(message => world.browser.send(message, tabId)),
    /** The same, unchecked, for what no page of ours would say. */
    say: (name: MessageName | string, ask?: unknown) => world.browser.send({ to: 'background', name, ask }),
    draft: (some: Partial<Draft> = {}): Draft => ({
      ...{ text: 'hunter2', note: '', passphrase: '', recipient: '', label: 'one', mode: 'sealed' },
      ...{ server: world.server.origin, account: null, ttl: 3600, people: 1 },
      ...some,
    }),
  })
}

/** The link that a share ended with. */
export function linkOf(outcome: ShareOutcome | undefined): RecentLink {
  if (outcome?.at !== 'shared') throw new Error(`not shared: ${JSON.stringify(outcome)}`)
  return outcome
}

/** Waits until it holds, however slow the machine. */
export const eventually = <T>(look: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(look, { timeout: 10_000, interval: 20 })
