import * as z from 'zod/mini'
import { Fault, faultOf } from '../domain/fault'
import { Entry, isWaiting } from '../domain/history-entry'
import { createKeyedMutex } from './keyed-mutex'
import { type Area, keysOf, put, remove } from './storage-area'
import type { Vault } from './vault'
import { asVersion, isNewer, writtenOver } from './versioned-record'

// One storage key per entry, so that adding or settling one rewrites no other. The key tells whether an
// entry is waiting, so checking reads only waiting entries, however long the history is.
const waitingKey = (id: string): string => `entry:w:${id}`
const settledKey = (id: string): string => `entry:s:${id}`
const bothKeys = (id: string): string[] => [waitingKey(id), settledKey(id)]
const keyOf = (entry: Entry): string => (isWaiting(entry) ? waitingKey : settledKey)(entry.id)
const idIn = (key: string): string | undefined => /^entry:[ws]:(.+)$/.exec(key)?.[1]

/** The form for reading: fields added by a newer version are ignored, and preserved. */
const OnDisk = z.object({ ...Entry.shape, version: asVersion(1) })

/** Whether a storage key belongs to a waiting entry, or to a settled one. */
export const isAboutWaiting = (key: string): boolean => key.startsWith(waitingKey(''))
export const isAboutSettled = (key: string): boolean => key.startsWith(settledKey(''))

/** An entry with its metadata key still in cleartext, as a share makes it. */
export type NewEntry = Omit<Entry, 'version' | 'handle' | 'news' | 'imported'> & {
  metadataKey: string
  imported?: boolean
}

/** The user's own secrets, for read-only callers. Unreadable entries are left out, not deleted. */
export function createHistoryReader(local: Area) {
  return {
    /** Newest first. */
    all: async (): Promise<Entry[]> =>
      entriesIn(await local.get(null)).sort((one, other) => other.created - one.created),
    waiting: async (): Promise<Entry[]> => {
      const keys = new Set(await keysOf(local))
      const ids = [...keys].flatMap(key => idIn(key) ?? [])
      const open = ids.filter(id => keys.has(waitingKey(id)) && !keys.has(settledKey(id)))
      return open.length === 0 ? [] : entriesIn(await local.get(open.map(waitingKey)))
    },
    find: async (id: string): Promise<Entry | undefined> => entriesIn(await local.get(bothKeys(id)))[0],
  }
}

/**
 * The user's own secrets. There is no place in it for a text, a note, a link or a link key. Only the
 * background writes, and changes to one entry run one at a time.
 */
export function createHistoryStore(local: Area, vault: Pick<Vault, 'encrypt' | 'decrypt'>) {
  const reader = createHistoryReader(local)
  const inTurn = createKeyedMutex()
  const metadataKey = (entry: Entry): Promise<string> =>
    vault.decrypt(entry.handle, entry.id).catch((error: unknown) => {
      throw error instanceof Fault ? error : new Fault('handleLost', { cause: error })
    })
  return {
    ...reader,
    /** @throws Fault `notKept` */
    async add({ metadataKey, ...fresh }: NewEntry): Promise<void> {
      const handle = await vault.encrypt(metadataKey, fresh.id)
      const entry = Entry.parse({ imported: false, ...fresh, version: 1, news: false, handle })
      await put(local, keyOf(entry), entry)
    },
    /** The resulting entry; `undefined` if there is none with this id. @throws Fault `notKept` */
    change: (id: string, alter: (entry: Entry) => Entry): Promise<Entry | undefined> =>
      inTurn([id], async () => {
        const items = await local.get(bothKeys(id))
        const [entry] = entriesIn(items)
        const next = entry && alter(entry)
        if (!next || next === entry) return entry
        await put(local, keyOf(next), writtenOver(items[keyOf(entry)], entry, Entry.parse(next)))
        // If we are stopped in between, both exist, and the settled one counts.
        if (keyOf(next) !== keyOf(entry)) await remove(local, [keyOf(entry)])
        return next
      }),
    /** Removes entries at the user's request. */
    forget: (ids: string[]): Promise<void> => inTurn(ids, () => remove(local, ids.flatMap(bothKeys))),
    /**
     * Removes entries past their retention period. Those written by a newer version are left for it to
     * judge.
     */
    outlive: (ids: string[]): Promise<void> =>
      inTurn(ids, async () => {
        if (ids.length === 0) return
        const items = await local.get(ids.flatMap(bothKeys))
        const newer = new Set(
          Object.keys(items)
            .filter(key => isNewer(Entry, items[key]))
            .map(idIn),
        )
        await remove(local, ids.filter(id => !newer.has(id)).flatMap(bothKeys))
      }),
    /** @throws Fault `handleLost` when it was encrypted with another key; the vault's, such as `locked` */
    metadataKey,
    /**
     * Entries by metadata key, without those whose key can't be decrypted any more. @throws Fault `locked`
     */
    async byKey(entries: Entry[]): Promise<Map<string, Entry>> {
      const named = async (entry: Entry): Promise<[string, Entry][]> => {
        try {
          return [[await metadataKey(entry), entry]]
        } catch (error) {
          if (faultOf(error).code === 'locked') throw error
          return []
        }
      }
      return new Map((await Promise.all(entries.map(named))).flat())
    },
  }
}
export type HistoryStore = ReturnType<typeof createHistoryStore>

/** Each entry once: if both forms exist, the settled one. */
function entriesIn(items: Record<string, unknown>): Entry[] {
  return Object.entries(items).flatMap(([key, value]) => {
    const id = idIn(key)
    if (id === undefined || (key === waitingKey(id) && settledKey(id) in items)) return []
    const { data } = OnDisk.safeParse(value)
    return data ? [data] : []
  })
}
