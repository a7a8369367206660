import * as z from 'zod/mini'
import { faultOf } from '../../domain/fault'
import { receivedSecretLifetime, SecretLocation } from '../../domain/received-secret'
import { Timestamp } from '../../domain/timestamp'
import { SecretAnswer } from '../api/secret-answer'
import { type Area, cell, keysOf, put } from '../storage-area'
import type { Vault } from '../vault'

/** What lies open on the disk of a sealed text that was fetched: like the history's, where and when. Milliseconds. */
const Item = z.object({ origin: z.string(), at: Timestamp })
export type ReceivedItem = z.infer<typeof Item>
/** As it lies there: what this version does not know stays. */
export const ReceivedList = z.record(z.string(), z.unknown())

// On the disk one key an entry, and one for their list, so that the popup finds them without looking through a long
// history.
export const receivedListKey = 'received'
export const receivedPrefix = 'received:'
/** Of what is being read: memory that is kept free for it. */
export const roomPrefix = 'received-room:'

/** What can't be read is left out, not thrown away. */
export async function itemsOnDisk(local: Area): Promise<[id: string, item: ReceivedItem][]> {
  const list = (await cell(local, receivedListKey, ReceivedList).read()) ?? {}
  return Object.entries(list).flatMap(([id, raw]): [string, ReceivedItem][] => {
    const { data } = Item.safeParse(raw)
    return data ? [[id, data]] : []
  })
}

const InMemory = z.object({
  place: z.optional(z.object({ origin: z.string() })),
  came: z.object({ at: Timestamp }),
})

/** One that is kept. `origin`: empty when it is not known. */
export type ListedReceived = { id: string } & ReceivedItem

/** Everything that was fetched and is kept, newest first, for read-only callers. */
export async function listReceived({
  local,
  session,
}: {
  local: Area
  session: Area
}): Promise<ListedReceived[]> {
  const keys = (await keysOf(session)).filter(key => key.startsWith(receivedPrefix))
  const memory = Object.entries(keys.length === 0 ? {} : await session.get(keys)).flatMap(([key, raw]) => {
    const { data } = InMemory.safeParse(raw)
    return data
      ? [{ id: key.slice(receivedPrefix.length), origin: data.place?.origin ?? '', at: data.came.at }]
      : []
  })
  const disk = (await itemsOnDisk(local)).map(([id, item]) => ({ id, ...item }))
  const each = new Map([...disk, ...memory].map(one => [one.id, one]))
  return [...each.values()].sort((one, other) => other.at - one.at)
}

/** Whether something is in memory alone, or on its way there: it would be lost with it. */
export async function isOnlyInMemory({ local, session }: { local: Area; session: Area }): Promise<boolean> {
  const keys = await keysOf(session)
  const disk = new Set((await itemsOnDisk(local)).map(([id]) => receivedPrefix + id))
  return keys.some(key => key.startsWith(roomPrefix) || (key.startsWith(receivedPrefix) && !disk.has(key)))
}

/** All that came, and where it was. */
const Fetched = z.object({ place: z.optional(SecretLocation), came: SecretAnswer })
export type FetchedSecret = z.infer<typeof Fetched>

/** Characters: more than a server of today keeps, written as JSON. */
const room = ' '.repeat(160_000)

/** Of a key in memory: whether it only keeps room. It stays while the lock is closed. */
export const isRoom = (key: string): boolean => key.startsWith(roomPrefix)

/** What was fetched, as it came, until the browser closes. */
export function createInMemory(session: Area) {
  const held = (id: string) => cell(session, receivedPrefix + id, Fetched)
  const roomFor = (id: string) => cell(session, roomPrefix + id, z.string())
  const drop = (id: string): Promise<void> => session.remove([receivedPrefix + id, roomPrefix + id])
  return {
    read: (id: string): Promise<FetchedSecret | undefined> => held(id).read(),
    /** Into the room that was made for it. @throws Fault `notKept` */
    async write(id: string, value: FetchedSecret): Promise<void> {
      await held(id)
        .write(value)
        .catch(async () => {
          await roomFor(id).clear()
          await held(id).write(value)
        })
      await roomFor(id).clear()
    },
    /** @throws Fault `notKept` when there is none */
    makeRoom: (id: string): Promise<void> => roomFor(id).write(room),
    clearRoom: (id: string): Promise<void> => roomFor(id).clear(),
    drop,
  }
}

const Boxed = z.object({ place: z.optional(SecretLocation), sealed: z.string() })
export type EncryptedItem = z.infer<typeof Boxed>

const purposeOf = (id: string) => `received ${id}`

/** Sealed texts that were fetched: cipher whose key is not here, encrypted by the vault as well. */
export function createOnDisk(local: Area, vault: Pick<Vault, 'encrypt' | 'decrypt'>, now: () => number) {
  const list = cell(local, receivedListKey, ReceivedList)

  async function drop(ids: string[]): Promise<void> {
    if (ids.length === 0) return
    await local.remove(ids.map(id => receivedPrefix + id))
    const left = Object.entries((await list.read()) ?? {}).filter(([id]) => !ids.includes(id))
    if (left.length === 0) await list.clear()
    else await list.write(Object.fromEntries(left))
  }

  return {
    /** @throws Fault `locked` */
    async read(id: string): Promise<EncryptedItem | undefined> {
      const box = z.string().safeParse((await local.get(receivedPrefix + id))[receivedPrefix + id]).data
      if (box === undefined) return undefined
      try {
        return Boxed.parse(JSON.parse(await vault.decrypt(box, purposeOf(id))))
      } catch (error) {
        if (faultOf(error).code === 'locked') throw error
        // Encrypted by a key that is no more.
        return undefined
      }
    },
    /** Also while the lock is closed. @throws Fault `notKept` */
    async write(id: string, item: ReceivedItem, boxed: EncryptedItem): Promise<void> {
      await put(local, receivedPrefix + id, await vault.encrypt(JSON.stringify(boxed), purposeOf(id)))
      await list.write({ ...(await list.read()), [id]: item })
    },
    drop: (id: string): Promise<void> => drop([id]),
    /** What has lain here for its time. */
    async dropOld(): Promise<void> {
      const old = (await itemsOnDisk(local)).filter(([, item]) => now() - item.at >= receivedSecretLifetime)
      await drop(old.map(([id]) => id))
    },
  }
}
