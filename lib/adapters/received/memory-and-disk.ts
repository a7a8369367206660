import * as z from 'zod/mini'
import { faultOf } from '../../domain/fault'
import { receivedSecretLifetime, SecretLocation } from '../../domain/received-secret'
import { Timestamp } from '../../domain/timestamp'
import { SecretAnswer } from '../api/secret-answer'
import { type Area, cell, keysOf, put } from '../storage-area'
import type { Vault } from '../vault'

/**
 * The unencrypted part of a sealed text on disk: where and when it was fetched, like in the history.
 * Milliseconds.
 */
const Item = z.object({ origin: z.string(), at: Timestamp })
export type ReceivedItem = z.infer<typeof Item>
/** The list as stored: what this version does not know stays. */
export const ReceivedList = z.record(z.string(), z.unknown())

// On disk there is one key per entry, and one for their list, so that the popup finds them without scanning
// a long history.
export const receivedListKey = 'received'
export const receivedPrefix = 'received:'
/** Reserves memory for a secret that is being read. */
export const roomPrefix = 'received-room:'

/** Unreadable items are left out, not deleted. */
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

/** One stored secret. `origin`: empty if unknown. */
export type ListedReceived = { id: string } & ReceivedItem

/** All fetched secrets that are stored, newest first, for read-only callers. */
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

/** Whether something is in memory alone, or about to be: it would be lost with it. */
export async function isOnlyInMemory({ local, session }: { local: Area; session: Area }): Promise<boolean> {
  const keys = await keysOf(session)
  const disk = new Set((await itemsOnDisk(local)).map(([id]) => receivedPrefix + id))
  return keys.some(key => key.startsWith(roomPrefix) || (key.startsWith(receivedPrefix) && !disk.has(key)))
}

/** The full answer, and its location. */
const Fetched = z.object({ place: z.optional(SecretLocation), came: SecretAnswer })
export type FetchedSecret = z.infer<typeof Fetched>

/** In characters: more than today's servers store, written as JSON. */
const room = ' '.repeat(160_000)

/** Whether a key in memory merely reserves room. Those stay while locked. */
export const isRoom = (key: string): boolean => key.startsWith(roomPrefix)

/** Fetched secrets, unprocessed, until the browser closes. */
export function createInMemory(session: Area) {
  const held = (id: string) => cell(session, receivedPrefix + id, Fetched)
  const roomFor = (id: string) => cell(session, roomPrefix + id, z.string())
  const drop = (id: string): Promise<void> => session.remove([receivedPrefix + id, roomPrefix + id])
  return {
    read: (id: string): Promise<FetchedSecret | undefined> => held(id).read(),
    /** Uses the room that was reserved. @throws Fault `notKept` */
    async write(id: string, value: FetchedSecret): Promise<void> {
      await held(id)
        .write(value)
        .catch(async () => {
          await roomFor(id).clear()
          await held(id).write(value)
        })
      await roomFor(id).clear()
    },
    /** @throws Fault `notKept` if there is no room */
    makeRoom: (id: string): Promise<void> => roomFor(id).write(room),
    clearRoom: (id: string): Promise<void> => roomFor(id).clear(),
    drop,
  }
}

const Boxed = z.object({ place: z.optional(SecretLocation), sealed: z.string() })
export type EncryptedItem = z.infer<typeof Boxed>

const purposeOf = (id: string) => `received ${id}`

/** Sealed texts that were fetched: ciphertext whose key is not here, encrypted by the vault as well. */
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
        // Encrypted with a key that no longer exists.
        return undefined
      }
    },
    /** Also works while locked. @throws Fault `notKept` */
    async write(id: string, item: ReceivedItem, boxed: EncryptedItem): Promise<void> {
      await put(local, receivedPrefix + id, await vault.encrypt(JSON.stringify(boxed), purposeOf(id)))
      await list.write({ ...(await list.read()), [id]: item })
    },
    drop: (id: string): Promise<void> => drop([id]),
    /** Deletes what has exceeded its lifetime. */
    async dropOld(): Promise<void> {
      const old = (await itemsOnDisk(local)).filter(([, item]) => now() - item.at >= receivedSecretLifetime)
      await drop(old.map(([id]) => id))
    },
  }
}
