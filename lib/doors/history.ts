import { Entry } from '../rules/entry'
import { type Area, put } from './storage'
import type { Vault } from './vault'

const prefix = 'entry:'

/** An entry with its metadata key still in the clear, as a share makes it. */
export type Fresh = Omit<Entry, 'version' | 'handle'> & { metadataKey: string }

/**
 * The user's own secrets, one storage key an entry, so that adding or settling one rewrites no other.
 * There is no place in it for a text, a note, a link or a key of a link.
 */
export function createHistory(local: Area, vault: Vault) {
  return {
    /** @throws Fault `notKept` */
    async add({ metadataKey, ...fresh }: Fresh): Promise<void> {
      const handle = await vault.encrypt(metadataKey, fresh.id)
      await put(local, prefix + fresh.id, Entry.parse({ ...fresh, version: 1, handle }))
    },
    /** Newest first. What cannot be read is left out, not thrown away. */
    async all(): Promise<Entry[]> {
      const kept = Object.entries(await local.get(null)).filter(([key]) => key.startsWith(prefix))
      return kept
        .map(([, value]) => Entry.safeParse(value))
        .flatMap(parsed => (parsed.success ? [parsed.data] : []))
        .sort((one, other) => other.created - one.created)
    },
    metadataKey: (entry: Entry): Promise<string> => vault.decrypt(entry.handle, entry.id),
  }
}
export type History = ReturnType<typeof createHistory>
