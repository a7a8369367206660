import type { Api } from '../adapters/api/api'
import { meaningOf, receivedOf } from '../adapters/api/secret-answer'
import type { ReceivedStore } from '../adapters/received-store'
import type { Reader, ReaderResult } from '../adapters/secret-reader'
import { receivedId } from '../domain/digest'
import { type Code, failureOf, mayHaveReached } from '../domain/fault'
import type { RevealResult, SecretLocation } from '../domain/received-secret'

type World = {
  api: (origin: string) => Pick<Api, 'status'>
  received: Pick<ReceivedStore, 'find' | 'expect' | 'expectNothing'>
  reader: Reader
}
/** The passphrase is the one the server checks. `inPrivate`: nothing of it may be stored on disk. */
export type RetrievalRequest = SecretLocation & { passphrase?: string | undefined; inPrivate: boolean }

/**
 * Retrieves a secret from its server, which works only once. What this browser already has is never
 * requested again, whatever tab or link leads to it. Before the request the server is checked to be up, and
 * room is reserved, so that nothing is destroyed in vain. Rejects only while locked.
 */
export function createRetrieval({ api, received, reader }: World) {
  const underWay = new Map<string, Promise<RevealResult>>()

  async function read({ passphrase, inPrivate, ...place }: RetrievalRequest): Promise<RevealResult> {
    const held = await received.find(await receivedId(place))
    if (held && held.what.is !== 'unread') return { is: 'received', received: held }
    const asked = await reader.end(place)
    if (asked) return endOf(place, asked, undefined)
    let earlier: number | undefined
    try {
      await api(place.origin).status()
      earlier = await received.expect(place, inPrivate)
    } catch (error) {
      return { is: 'failed', failure: failureOf(error), asked: false }
    }
    return endOf(place, await reader.read({ ...place, passphrase, inPrivate, earlier }), earlier)
  }

  async function endOf(
    place: SecretLocation,
    read: ReaderResult,
    earlier: number | undefined,
  ): Promise<RevealResult> {
    if (read.is === 'failed') {
      const untouched = !mayHaveReached(read.code)
      await received.expectNothing(place, { untouched, earlier })
      return failed(read.code)
    }
    const id = await receivedId(place)
    // What was stored before may contain more than the new answer.
    const found =
      (await received.find(id).catch(() => undefined)) ??
      receivedOf(id, { place, came: read.came }, read.kept)
    if (found) return { is: 'received', received: found }
    const meaning = meaningOf(read.came, place.secretKey)
    return meaning.is === 'nothing' ? failed(meaning.fault.code, meaning.fault.facts.said) : failed('garbled')

    function failed(code: Code, said?: string): RevealResult {
      const failure = said === undefined ? { code } : { code, said }
      return { is: 'failed', failure, asked: mayHaveReached(code), earlier }
    }
  }

  return {
    /** Concurrent calls for one secret share one retrieval. */
    read(asked: RetrievalRequest): Promise<RevealResult> {
      const name = `${asked.origin}/${asked.secretKey}`
      const known = underWay.get(name)
      if (known) return known
      const mine = read(asked).finally(() => underWay.delete(name))
      underWay.set(name, mine)
      return mine
    },
    /** The result of a retrieval whose reply was lost. Makes no request. */
    async end(place: SecretLocation): Promise<RevealResult> {
      const read = await reader.end(place)
      if (read) return endOf(place, read, undefined)
      const held = await received.find(await receivedId(place))
      if (held) return { is: 'received', received: held }
      return { is: 'failed', failure: { code: 'cutOff' }, asked: true }
    },
  }
}
