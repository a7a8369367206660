import { browser } from 'wxt/browser'
import * as z from 'zod/mini'
import { readSecret } from '../../lib/doors/api/read-secret'
import type { Handlers } from '../../lib/doors/messages'
import { createReader, Read, type Reader, type ReaderAsk } from '../../lib/doors/reader'
import type { ReceivedDoor } from '../../lib/doors/received'
import type { RevealSessions } from '../../lib/doors/reveal-session'
import { createRetrieval, type World } from '../../lib/journeys/retrieve'
import { networkFault } from '../../lib/rules/network-error'
import { receivedId } from '../../lib/rules/received'
import { network, watchErrors } from './network'
import { hold, release } from './offscreen'
import { isPrivate } from './platform'

type Names = 'reveal' | 'revealEnd' | 'received' | 'keepReceived' | 'keepShown' | 'forgetReceived'

type Outside = Pick<World, 'api'> & { received: ReceivedDoor; revealings: RevealSessions; now: () => number }

/** What our pages can ask of secrets that were sent to the person; and what is done at the end of everything. */
export function createReading({ api, received, revealings, now }: Outside) {
  const keep: Handlers['keepReceived'] = ({ wanted, came }) => {
    const { origin, secretKey, inPrivate, earlier } = wanted
    return received.keep({ place: { origin, secretKey }, came }, { inPrivate, earlier })
  }
  const reader = import.meta.env.FIREFOX
    ? createReader({
        ask: wanted => stayAwake(readSecret(network, wanted, now)),
        keep: (wanted, came) => keep({ wanted, came }),
        wait: ms => new Promise(resolve => setTimeout(resolve, ms)),
      })
    : hiddenReader
  const retrieval = createRetrieval({ api, received, reader })
  const tidy = () => void received.forgetOld().catch(() => {})
  browser.runtime.onInstalled.addListener(tidy)
  browser.runtime.onStartup.addListener(tidy)
  const handlers: Pick<Handlers, Names> = {
    reveal: async (asked, tabId) => retrieval.read({ ...asked, inPrivate: await isPrivate(tabId) }),
    revealEnd: retrieval.end,
    received: async ask => received.find('id' in ask ? ask.id : await receivedId(ask)),
    keepReceived: keep,
    async keepShown({ token }, tabId) {
      const found = await revealings.read(token)
      if (found?.shown === undefined) return undefined
      const came = { at: now(), status: 200, intended: null, body: found.shown, binary: false, whole: true }
      await received.keep({ came }, { inPrivate: await isPrivate(tabId), earlier: undefined })
      return received.find(await receivedId(found.shown))
    },
    forgetReceived: ({ id }) => received.forget(id),
  }
  return { handlers, forget: () => reader.forget() }
}

/** The reader in Chromium's hidden page, which goes on when this worker is stopped. */
const hiddenReader: Reader & { forget(): Promise<void> } = {
  async read(wanted) {
    try {
      await hold('reading')
    } catch {
      return { is: 'failed', code: 'stoppedBefore' }
    }
    const watch = watchErrors(`${wanted.origin}/api/v1/secret/${wanted.secretKey}`)
    try {
      const read = Read.safeParse(await ask({ to: 'reader', read: wanted }).catch(() => undefined)).data
      if (read?.is === 'came') return read
      return { is: 'failed', code: networkFault(await watch.error(), navigator.onLine) }
    } finally {
      watch.stop()
      void release('reading').catch(() => {})
    }
  },
  async end(place) {
    if (!(await browser.offscreen.hasDocument())) return undefined
    // It closes when it has nothing more to do: then nothing is under way. Chromium's messages know no `undefined`.
    const read = await ask({ to: 'reader', end: place }).catch(() => undefined)
    return z.optional(Read).parse(read ?? undefined)
  },
  async forget() {
    if (await browser.offscreen.hasDocument()) await ask({ to: 'reader', forget: true }).catch(() => {})
  },
}

const ask = (what: ReaderAsk): Promise<unknown> => browser.runtime.sendMessage(what)

/** Firefox suspends a background of which it has heard nothing for a while. */
async function stayAwake<T>(work: Promise<T>): Promise<T> {
  const pulse = setInterval(() => void browser.runtime.getPlatformInfo().catch(() => {}), 10_000)
  return work.finally(() => clearInterval(pulse))
}
