import * as z from 'zod/mini'
import { faultOf } from '../../rules/fault'
import { keptFor, Place } from '../../rules/received'
import { type Area, cell, put } from '../storage'
import type { Vault } from '../vault'
import { type Item, itemsOnDisk, List, listKey, prefix } from './list'

const Boxed = z.object({ place: z.optional(Place), sealed: z.string() })
export type Boxed = z.infer<typeof Boxed>

const at = (id: string) => prefix + id
const purposeOf = (id: string) => `received ${id}`

/** Sealed texts that were fetched: cipher whose key is not here, encrypted by the vault as well. */
export function createOnDisk(local: Area, vault: Pick<Vault, 'encrypt' | 'decrypt'>, now: () => number) {
  const list = cell(local, listKey, List)

  async function drop(ids: string[]): Promise<void> {
    if (ids.length === 0) return
    await local.remove(ids.map(at))
    const left = Object.entries((await list.read()) ?? {}).filter(([id]) => !ids.includes(id))
    if (left.length === 0) await list.clear()
    else await list.write(Object.fromEntries(left))
  }

  return {
    /** @throws Fault `locked` */
    async read(id: string): Promise<Boxed | undefined> {
      const box = z.string().safeParse((await local.get(at(id)))[at(id)]).data
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
      await put(local, at(id), await vault.encrypt(JSON.stringify(boxed), purposeOf(id)))
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
