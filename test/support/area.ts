import type { Area } from '../../lib/adapters/storage-area'

/** A storage area in memory: like the browser's, it copies what goes in and out. `full` makes writing fail. */
export function memoryArea(first: Record<string, unknown> = {}) {
  const kept = new Map(Object.entries(structuredClone(first)))
  const area = {
    full: false,
    writes: [] as string[],
    kept,
    async get(keys: string | string[] | null) {
      const asked = (keys === null ? [...kept.keys()] : [keys].flat()).filter(key => kept.has(key))
      return structuredClone(Object.fromEntries(asked.map(key => [key, kept.get(key)])))
    },
    async set(items: Record<string, unknown>) {
      if (area.full) throw new Error('QUOTA_BYTES quota exceeded')
      // As Chromium does it: what is undefined is not kept, and half of a surrogate pair is mended.
      for (const [key, value] of Object.entries(items)) {
        area.writes.push(key)
        kept.set(
          key,
          JSON.parse(JSON.stringify(value, (_, one) => (typeof one === 'string' ? one.toWellFormed() : one))),
        )
      }
    },
    async remove(keys: string | string[]) {
      for (const key of [keys].flat()) kept.delete(key)
    },
  }
  return area satisfies Area & { full: boolean }
}
