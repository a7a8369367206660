import { receivedId } from '../domain/digest'
import { Fault, mayHaveReached } from '../domain/fault'
import type { KeptIn, ReceivedSecret, SecretLocation } from '../domain/received-secret'
import { type AnswerMeaning, meaningOf, receivedOf } from './api/secret-answer'
import { createKeyedMutex } from './keyed-mutex'
import { createInMemory, createOnDisk, type FetchedSecret, itemsOnDisk } from './received/memory-and-disk'
import { createAttempts } from './received/reveal-attempts'
import type { Area } from './storage-area'
import type { Vault } from './vault'

/** When it was first requested before without learning the result, in milliseconds. */
type Earlier = { earlier: number | undefined }

type Areas = { local: Area; session: Area }

type World = Areas & { vault: Pick<Vault, 'encrypt' | 'decrypt'>; now: () => number }

/**
 * Fetched secrets, by location, whatever tab or link leads to them. Sealed texts are also stored on disk,
 * because their key is not; plain text is in memory only. Only the background writes, one change at a time.
 */
export function createReceivedStore({ local, session, vault, now }: World) {
  const turns = createKeyedMutex()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => turns(['received'], work)
  const memory = createInMemory(session)
  const disk = createOnDisk(local, vault, now)
  const attempts = createAttempts(local, session, now)

  /** @throws Fault `locked` */
  async function find(id: string): Promise<ReceivedSecret | undefined> {
    const [held, boxed] = [await memory.read(id), await disk.read(id)]
    if (held) return receivedOf(id, held, boxed ? 'disk' : 'memory')
    if (!boxed) return undefined
    const item = (await itemsOnDisk(local)).find(([key]) => key === id)?.[1]
    const { place, sealed } = boxed
    return { id, ...placeIn(place), at: item?.at ?? 0, kept: 'disk', what: { is: 'sealed', sealed } }
  }

  /** Drops copies in memory of what is also on disk. */
  async function tidyMemory(): Promise<void> {
    for (const [id] of await itemsOnDisk(local)) await memory.drop(id)
  }

  /** A readable answer is never replaced by an unreadable one. `before`: left unchanged. */
  async function keepInMemory(id: string, next: FetchedSecret): Promise<'written' | 'before' | 'full'> {
    const before = await memory.read(id)
    if (before && (isReadable(meaningIn(before)) || !isReadable(meaningIn(next)))) return 'before'
    return memory.write(id, next).then(
      () => 'written' as const,
      () => 'full' as const,
    )
  }

  async function keepOnDisk(id: string, { place, came }: FetchedSecret, sealed: string): Promise<boolean> {
    const item = { origin: place?.origin ?? '', at: came.at }
    return disk.write(id, item, { ...placeIn(place), sealed }).then(
      () => true,
      () => false,
    )
  }

  return {
    find,
    /**
     * Call before requesting a secret: reserves room for it and records the attempt.
     * @returns when it was first requested before without learning the result, in milliseconds
     * @throws Fault `noRoom`: don't make the request
     */
    expect: (place: SecretLocation, inPrivate: boolean): Promise<number | undefined> =>
      inTurn(async () => {
        const id = await receivedId(place)
        try {
          await memory.makeRoom(id).catch(() => tidyMemory().then(() => memory.makeRoom(id)))
          const earlier = await attempts.first(id)
          await attempts.begin(id, inPrivate)
          return earlier
        } catch (cause) {
          await memory.clearRoom(id)
          throw new Fault('noRoom', { cause })
        }
      }),
    /**
     * No answer started. `untouched`: it is certain that no request was made. `earlier`: as returned by
     * `expect`.
     */
    expectNothing: (
      place: SecretLocation,
      { untouched, earlier }: { untouched: boolean } & Earlier,
    ): Promise<void> =>
      inTurn(async () => {
        const id = await receivedId(place)
        await memory.clearRoom(id)
        if (untouched) await attempts.end(id, earlier)
      }),
    /**
     * Stores an answer before it is processed. Idempotent.
     * @returns where; `page` if nowhere, or if it contains no secret
     */
    keep: (held: FetchedSecret, { inPrivate, earlier }: { inPrivate: boolean } & Earlier): Promise<KeptIn> =>
      inTurn(async () => {
        const id = await receivedId(held.place ?? held.came.body)
        const memoryHas = await keepInMemory(id, held)
        const meaning = meaningIn(held)
        if (meaning.is === 'nothing') {
          if (memoryHas === 'written') await memory.drop(id)
          await memory.clearRoom(id)
          if (!mayHaveReached(meaning.fault.code)) await attempts.end(id, earlier)
          return 'page'
        }
        const onDisk = meaning.is === 'sealed' && !inPrivate && (await keepOnDisk(id, held, meaning.sealed))
        if (isReadable(meaning)) await attempts.end(id, undefined)
        return onDisk ? 'disk' : memoryHas === 'full' ? 'page' : 'memory'
      }),
    forget: (id: string): Promise<void> =>
      inTurn(async () => {
        await memory.drop(id)
        await disk.drop(id)
      }),
    /** Deletes what has exceeded its lifetime. */
    forgetOld: (): Promise<void> => inTurn(disk.dropOld),
  }
}
export type ReceivedStore = ReturnType<typeof createReceivedStore>

const meaningIn = ({ came, place }: FetchedSecret): AnswerMeaning => meaningOf(came, place?.secretKey)
const isReadable = ({ is }: AnswerMeaning): boolean => is === 'sealed' || is === 'text'
const placeIn = (place: SecretLocation | undefined) => (place ? { place } : {})
