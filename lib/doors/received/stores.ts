import * as z from 'zod/mini'
import { faultOf } from '../../rules/fault'
import { keptFor, Place } from '../../rules/received'
import { Time } from '../../rules/time'
import { Came } from '../api/came'
import { type Area, cell, keysOf, put } from '../storage'
import type { Vault } from '../vault'

/** What lies open on the disk of a sealed text that was fetched: like the history's, where and when. Milliseconds. */
const Item = z.object({ origin: z.string(), at: Time })
export type Item = z.infer<typeof Item>
/** As it lies there: what this version does not know stays. */
export const List = z.record(z.string(), z.unknown())

// On the disk one key an entry, and one for their list, so that the popup finds them without looking through a long
// history.
export const listKey = 'received'
export const prefix = 'received:'
/** Of what is being read: memory that is kept free for it. */
export const roomPrefix = 'received-room:'

/** What can't be read is left out, not thrown away. */
export async function itemsOnDisk(local: Area): Promise<[id: string, item: Item][]> {
  const list = (await cell(local, listKey, List).read()) ?? {}
  return Object.entries(list).flatMap(([id, raw]): [string, Item][] => {
    const { data } = Item.safeParse(raw)
    return data ? [[id, data]] : []
  })
}

const InMemory = z.object({
  place: z.optional(z.object({ origin: z.string() })),
  came: z.object({ at: Time }),
})

/** One that is kept. `origin`: empty when it is not known. */
export type Listed = { id: string } & Item

/** Everything that was fetched and is kept, newest first, for read-only callers. */
export async function listReceived({ local, session }: { local: Area; session: Area }): Promise<Listed[]> {
  const keys = (await keysOf(session)).filter(key => key.startsWith(prefix))
  const memory = Object.entries(keys.length === 0 ? {} : await session.get(keys)).flatMap(([key, raw]) => {
    const { data } = InMemory.safeParse(raw)
    return data ? [{ id: key.slice(prefix.length), origin: data.place?.origin ?? '', at: data.came.at }] : []
  })
  const disk = (await itemsOnDisk(local)).map(([id, item]) => ({ id, ...item }))
  const each = new Map([...disk, ...memory].map(one => [one.id, one]))
  return [...each.values()].sort((one, other) => other.at - one.at)
}

/** Whether something is in memory alone, or on its way there: it would be lost with it. */
export async function isOnlyInMemory({ local, session }: { local: Area; session: Area }): Promise<boolean> {
  const keys = await keysOf(session)
  const disk = new Set((await itemsOnDisk(local)).map(([id]) => prefix + id))
  return keys.some(key => key.startsWith(roomPrefix) || (key.startsWith(prefix) && !disk.has(key)))
}

/** All that came, and where it was. */
const Fetched = z.object({ place: z.optional(Place), came: Came })
export type Fetched = z.infer<typeof Fetched>

/** Characters: more than a server of today keeps, written as JSON. */
const room = ' '.repeat(160_000)

/** Of a key in memory: whether it only keeps room. It stays while the lock is closed. */
export const isRoom = (key: string): boolean => key.startsWith(roomPrefix)

/** What was fetched, as it came, until the browser closes. */
export function createInMemory(session: Area) {
  const held = (id: string) => cell(session, prefix + id, Fetched)
  const roomFor = (id: string) => cell(session, roomPrefix + id, z.string())
  const drop = (id: string): Promise<void> => session.remove([prefix + id, roomPrefix + id])
  return {
    read: (id: string): Promise<Fetched | undefined> => held(id).read(),
    /** Into the room that was made for it. @throws Fault `notKept` */
    async write(id: string, value: Fetched): Promise<void> {
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

const Boxed = z.object({ place: z.optional(Place), sealed: z.string() })
export type Boxed = z.infer<typeof Boxed>

const purposeOf = (id: string) => `received ${id}`

/** Sealed texts that were fetched: cipher whose key is not here, encrypted by the vault as well. */
export function createOnDisk(local: Area, vault: Pick<Vault, 'encrypt' | 'decrypt'>, now: () => number) {
  const list = cell(local, listKey, List)

  async function drop(ids: string[]): Promise<void> {
    if (ids.length === 0) return
    await local.remove(ids.map(id => prefix + id))
    const left = Object.entries((await list.read()) ?? {}).filter(([id]) => !ids.includes(id))
    if (left.length === 0) await list.clear()
    else await list.write(Object.fromEntries(left))
  }

  return {
    /** @throws Fault `locked` */
    async read(id: string): Promise<Boxed | undefined> {
      const box = z.string().safeParse((await local.get(prefix + id))[prefix + id]).data
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
    async write(id: string, item: Item, boxed: Boxed): Promise<void> {
      await put(local, prefix + id, await vault.encrypt(JSON.stringify(boxed), purposeOf(id)))
      await list.write({ ...(await list.read()), [id]: item })
    },
    drop: (id: string): Promise<void> => drop([id]),
    /** What has lain here for its time. */
    async dropOld(): Promise<void> {
      const old = (await itemsOnDisk(local)).filter(([, item]) => now() - item.at >= keptFor)
      await drop(old.map(([id]) => id))
    },
  }
}
