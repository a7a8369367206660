import { readSecret } from '../../lib/adapters/api/read-secret'
import { createAsk, type Network, type Shape, textAt } from '../../lib/adapters/api/request'
import { createTabStore, type TabChannel, type TabStorage } from '../../lib/adapters/received/tab-store'
import type { ReaderRequest, ReaderResult } from '../../lib/adapters/secret-reader'
import { receivedId } from '../../lib/domain/digest'
import { Fault, faultOf } from '../../lib/domain/fault'
import type { LinkTarget } from '../../lib/domain/link'
import type { RevealResult } from '../../lib/domain/received-secret'
import { createRetrieval } from '../../lib/usecases/retrieve-secret'

export type OwnServerWorld = {
  /** The page's own. */
  origin: string
  /** The browser's `fetch`. */
  network: Network
  /** Whether the browser has a connection. */
  online: () => boolean
  storage: TabStorage | undefined
  channel: TabChannel | undefined
  /** Runs the work while no other tab of this origin does any under this name. */
  alone: <T>(name: string, work: () => Promise<T>) => Promise<T>
  later: (run: () => void, ms: number) => () => void
  now: () => number
}

const StatusAnswer: Shape<{ status: string }> = {
  safeParse(json) {
    const status = textAt(json, 'status')
    return status === undefined ? { success: false } : { success: true, data: { status } }
  },
}

/**
 * The server that the opener page itself is on, the only one that lets it read a secret. It is asked for nothing
 * before `retrieve`, and then by the extension's own rules: first whether it is up, then once for the secret.
 */
export function createOwnServer({ origin, network, online, alone, now, ...world }: OwnServerWorld) {
  const store = createTabStore({ ...world, now })
  // A page is not told why a request failed. Asking whether the server is up sends nothing that could be lost.
  const failingWith =
    (code: () => 'offline' | 'unreachable' | 'cutOff'): Network =>
    (url, init) =>
      network(url, init).catch((cause: unknown) => {
        throw cause instanceof TypeError ? new Fault(code(), { cause }) : cause
      })
  const ask = createAsk(
    { network: failingWith(() => (online() ? 'unreachable' : 'offline')), allowed: async () => true },
    origin,
  )

  async function read(wanted: ReaderRequest): Promise<ReaderResult> {
    try {
      const came = await readSecret(
        failingWith(() => 'cutOff'),
        wanted,
        now,
      )
      const { secretKey, earlier } = wanted
      const kept = store.keep(await receivedId(wanted), { place: { origin, secretKey }, came }, earlier)
      return { is: 'came', came, kept }
    } catch (error) {
      return { is: 'failed', code: faultOf(error).code }
    }
  }

  const retrieval = createRetrieval({
    api: () => ({ status: () => ask(StatusAnswer, { path: 'status' }) }),
    received: {
      find: store.find,
      expect: async place => store.expect(await receivedId(place)),
      expectNothing: async (place, how) => store.expectNothing(await receivedId(place), how),
    },
    reader: { read, end: async () => undefined },
  })

  return {
    origin,
    /** What this browser already has from a location. */
    find: async (place: LinkTarget) =>
      place.origin === origin ? store.find(await receivedId(place)) : undefined,
    /** Retrieves a secret, which works only once: while one tab does, others wait, and find what it has. */
    retrieve: async (place: LinkTarget, passphrase: string | undefined): Promise<RevealResult> => {
      if (place.origin !== origin) throw new Fault('badServer')
      return alone(`cachet:${await receivedId(place)}`, () =>
        retrieval.read({ ...place, passphrase, inPrivate: true }),
      )
    },
    latest: store.latest,
    hasRoom: store.hasRoom,
    forget: store.forget,
    whenForgotten: store.whenForgotten,
  }
}
export type OwnServer = ReturnType<typeof createOwnServer>
