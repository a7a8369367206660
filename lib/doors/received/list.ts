import * as z from 'zod/mini'
import { Time } from '../../rules/time'
import { type Area, cell, keysOf } from '../storage'

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
