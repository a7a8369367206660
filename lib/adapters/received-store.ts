import { Fault, faults } from '../domain/fault'
import { type KeptIn, type ReceivedSecret, receivedId, type SecretLocation } from '../domain/received-secret'
import { failureOf } from '../domain/share-outcome'
import { type AnswerMeaning, meaningOf } from './api/secret-answer'
import { createKeyedMutex } from './keyed-mutex'
import { createInMemory, createOnDisk, type FetchedSecret, itemsOnDisk } from './received/memory-and-disk'
import { createAttempts } from './received/reveal-attempts'
import type { Area } from './storage-area'
import type { Vault } from './vault'

/** When it was first asked for before without an answer that is known, in milliseconds. */
type Earlier = { earlier: number | undefined }

type Areas = { local: Area; session: Area }

type World = Areas & { vault: Pick<Vault, 'encrypt' | 'decrypt'>; now: () => number }

/**
 * What was fetched, by the place where it was, whatever tab or link leads to it. What is sealed lies on the disk, too,
 * as its key does not; plain text is in memory only. Only the background writes, one change after another.
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

  /** Gives up copies in memory of what is safe on the disk. */
  async function tidyMemory(): Promise<void> {
    for (const [id] of await itemsOnDisk(local)) await memory.drop(id)
  }

  /** What can be read is never replaced by what can't; `before`: it stays as it was. */
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
     * To be called before a secret is asked for: makes room for it, and writes down that it is asked for.
     * @returns when it was first asked for before without an answer that is known, in milliseconds
     * @throws Fault `noRoom`: then nothing may be asked
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
    /** No answer began. `untouched`: nothing was asked, that is certain. `earlier`: as `expect` said. */
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
     * Keeps what came, before anything is made of it. Doing so twice is harmless.
     * @returns where; `page` when nowhere, or when no secret is in it
     */
    keep: (held: FetchedSecret, { inPrivate, earlier }: { inPrivate: boolean } & Earlier): Promise<KeptIn> =>
      inTurn(async () => {
        const id = await receivedId(held.place ?? held.came.body)
        const memoryHas = await keepInMemory(id, held)
        const meaning = meaningIn(held)
        if (meaning.is === 'nothing') {
          if (memoryHas === 'written') await memory.drop(id)
          await memory.clearRoom(id)
          if (faults[meaning.fault.code] === 'no') await attempts.end(id, earlier)
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
    /** What has been kept for its time is kept no longer. */
    forgetOld: (): Promise<void> => inTurn(disk.dropOld),
  }
}
export type ReceivedStore = ReturnType<typeof createReceivedStore>

const meaningIn = ({ came, place }: FetchedSecret): AnswerMeaning => meaningOf(came, place?.secretKey)
const isReadable = ({ is }: AnswerMeaning): boolean => is === 'sealed' || is === 'text'
const placeIn = (place: SecretLocation | undefined) => (place ? { place } : {})

/** What came, as a person meets it; `undefined` when no secret is in it. */
export function receivedOf(
  id: string,
  { place, came }: FetchedSecret,
  kept: KeptIn,
): ReceivedSecret | undefined {
  const known = { id, ...placeIn(place), at: came.at, kept }
  const meaning = meaningOf(came, place?.secretKey)
  if (meaning.is === 'nothing') return undefined
  if (meaning.is === 'sealed')
    return { ...known, what: { is: 'sealed', sealed: meaning.sealed, raw: came.body } }
  if (meaning.is === 'text') return { ...known, what: meaning }
  const what = { is: 'unread' as const, raw: came.body, binary: came.binary }
  return { ...known, what: { ...what, failure: failureOf(meaning.fault) } }
}
