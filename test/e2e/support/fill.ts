import type { PersonsBrowser } from './persons-browser'

/** What a browser gives an extension, in bytes, in memory as on the disk. */
const quota = 10_485_760

/**
 * Fills the extension's memory (`session`) or its place on the disk (`local`) until one byte more is refused, then
 * leaves so many free. The bytes it took.
 */
export async function fill(
  person: Pick<PersonsBrowser, 'evaluate'>,
  area: 'session' | 'local',
  leave = 0,
): Promise<number> {
  const taken = await person.evaluate(
    async ({ area, quota, leave }) => {
      const place = chrome.storage[area]
      const fits = (length: number) =>
        place.set({ filler: 'x'.repeat(length) }).then(
          () => true,
          () => false,
        )
      const used = await place.getBytesInUse(null)
      let [low, high] = [Math.max(0, quota - used - 65_536), quota]
      if (!(await fits(low))) low = 0
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2)
        if (await fits(middle)) low = middle
        else high = middle
      }
      if (!(await fits(Math.max(0, low - leave)))) throw new Error('It could not be filled')
      return low - leave
    },
    { area, quota, leave },
  )
  if (taken < quota / 2) throw new Error(`${area} was full with ${taken} bytes: this is no quota`)
  return taken
}
