import * as z from 'zod/mini'
import { sha256 } from './digest'
import type { Receipt } from './receipt'

/**
 * Which secrets of an account's list were examined: the newest by their keys, of which a piece of the
 * SHA-256 is enough, and all others by the second in which they were made, by the server's clock. A list no
 * longer than `mostSeenKeys` is tracked entirely by keys, independently of any clock.
 */
export const SeenReceipts = z.strictObject({
  keys: z.array(z.string()),
  upTo: z.int(),
})
export type SeenReceipts = z.infer<typeof SeenReceipts>

export const nothingSeen: SeenReceipts = { keys: [], upTo: -1 }

/** Keys of one account, 15 bytes each. */
export const mostSeenKeys = 1_000

/** The secrets that were not examined yet. */
export async function unseenIn({ keys, upTo }: SeenReceipts, receipts: Receipt[]): Promise<Receipt[]> {
  const known = new Set(keys)
  const names = await Promise.all(receipts.map(nameOf))
  return receipts.filter(({ created = upTo + 1 }, at) => created > upTo && !known.has(names[at] ?? ''))
}

/**
 * The record after all of these were examined. Keys missing from a list are remembered as long as there is
 * room.
 */
export async function afterSeeing({ keys, upTo }: SeenReceipts, receipts: Receipt[]): Promise<SeenReceipts> {
  const made = ({ created = Number.POSITIVE_INFINITY }: Receipt) => created
  const newestFirst = receipts.toSorted((one, other) => made(other) - made(one))
  const listed = await Promise.all(newestFirst.slice(0, mostSeenKeys).map(nameOf))
  const forgotten = newestFirst.slice(mostSeenKeys).flatMap(({ created }) => created ?? [])
  return {
    keys: [...new Set([...listed, ...keys])].slice(0, mostSeenKeys),
    upTo: forgotten.reduce((latest, created) => Math.max(latest, created), upTo),
  }
}

/** The first nine bytes of the hash. */
const nameOf = async ({ metadataKey }: Pick<Receipt, 'metadataKey'>): Promise<string> =>
  (await sha256(metadataKey)).slice(0, 12)

/** The record with one more key, of a secret that was made here and then forgotten. */
export async function withSeenKey({ keys, upTo }: SeenReceipts, metadataKey: string): Promise<SeenReceipts> {
  return { keys: [...new Set([await nameOf({ metadataKey }), ...keys])].slice(0, mostSeenKeys), upTo }
}
