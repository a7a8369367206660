import { browser } from 'wxt/browser'
import * as z from 'zod/mini'
import { readSecret } from '../../lib/adapters/api/read-secret'
import type { SecretAnswer } from '../../lib/adapters/api/secret-answer'
import {
  createReader,
  type Reader,
  type ReaderAsk,
  type ReaderRequest,
  ReaderResult,
} from '../../lib/adapters/secret-reader'
import { networkFault } from '../../lib/domain/network-error'
import type { KeptIn } from '../../lib/domain/received-secret'
import type { Adapters } from './adapters'
import { hold, release } from './clipboard-and-offscreen'
import { network, watchErrors } from './network'

/** Reads received secrets to the end: here in Firefox, in the offscreen page in Chromium. */
export function createBackgroundReader({ received, now }: Pick<Adapters, 'received' | 'now'>) {
  const keep = (
    { origin, secretKey, inPrivate, earlier }: ReaderRequest,
    came: SecretAnswer,
  ): Promise<KeptIn> => received.keep({ place: { origin, secretKey }, came }, { inPrivate, earlier })
  const reader = import.meta.env.FIREFOX
    ? createReader({
        ask: wanted => stayAwake(readSecret(network, wanted, now)),
        keep,
        wait: ms => new Promise(resolve => setTimeout(resolve, ms)),
      })
    : hiddenReader
  return { ...reader, keep }
}

/** The reader in Chromium's offscreen page, which goes on if this worker is stopped. */
const hiddenReader: Reader & { forget(): Promise<void> } = {
  async read(wanted) {
    try {
      await hold('reading')
    } catch {
      return { is: 'failed', code: 'stoppedBefore' }
    }
    const watch = watchErrors(`${wanted.origin}/api/v1/secret/${wanted.secretKey}`)
    try {
      const read = ReaderResult.safeParse(
        await ask({ to: 'reader', read: wanted }).catch(() => undefined),
      ).data
      if (read?.is === 'came') return read
      return { is: 'failed', code: networkFault(await watch.error(), navigator.onLine) }
    } finally {
      watch.stop()
      void release('reading').catch(() => {})
    }
  },
  async end(place) {
    if (!(await browser.offscreen.hasDocument())) return undefined
    // The page closes when idle, so no answer means nothing is in progress. Chromium's messages turn
    // `undefined` into `null`.
    const read = await ask({ to: 'reader', end: place }).catch(() => undefined)
    return z.optional(ReaderResult).parse(read ?? undefined)
  },
  async forget() {
    if (await browser.offscreen.hasDocument()) await ask({ to: 'reader', forget: true }).catch(() => {})
  },
}

const ask = (what: ReaderAsk): Promise<unknown> => browser.runtime.sendMessage(what)

/** Firefox suspends an event page that has been idle for a while; API calls keep it awake. */
async function stayAwake<T>(work: Promise<T>): Promise<T> {
  const pulse = setInterval(() => void browser.runtime.getPlatformInfo().catch(() => {}), 10_000)
  return work.finally(() => clearInterval(pulse))
}
