import type { PersonsBrowser } from './persons-browser'

/** What a browser gives an extension, in bytes, in memory as on the disk. */
const quota = 10_485_760

/**
 * Fills the extension's memory (`session`) or its place on the disk (`local`) until one byte more is refused, then
 * leaves so many free.
 */
export async function fill(
  person: Pick<PersonsBrowser, 'evaluate'>,
  area: 'session' | 'local',
  leave = 0,
): Promise<void> {
  await person.evaluate(
    async ({ area, quota, leave }) => {
      const place = chrome.storage[area]
      const fits = (name: string, length: number) =>
        place.set({ [name]: 'x'.repeat(length) }).then(
          () => true,
          () => false,
        )
      // Nearly all of it at once; what is left is small, and quickly tried.
      const spare = 65_536
      const most = Math.max(0, quota - (await place.getBytesInUse(null)) - spare)
      if (!(await fits('filler', most))) throw new Error('Less than its quota fits')
      let [low, high] = [0, 2 * spare]
      if (await fits('rest', high)) throw new Error('More than its quota fits')
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2)
        if (await fits('rest', middle)) low = middle
        else high = middle
      }
      if (!(await fits('rest', Math.max(0, low - leave)))) throw new Error('It could not be filled')
    },
    { area, quota, leave },
  )
}
