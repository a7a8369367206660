import { hostile } from '../../support/hostile'
import type { Row } from '../row'
import type { Side } from '../side'

/** A page, a mail or a person may bring anything: the time for all of its readings has a bound. */
export const reading: Row[] = [
  {
    title: 'reading 100 kB of hostile text for a sealed one, the worst of them',
    unit: 'ms',
    ours: side => slowest(side, '/sealed-text.js', 'allSealed'),
  },
  {
    title: 'the same for a link',
    unit: 'ms',
    ours: side => slowest(side, '/read-link.js', 'readTarget'),
  },
]

/** Of each text the quicker of two times, as the first compiles what it runs. */
async function slowest({ desk }: Side, path: string, name: string): Promise<number> {
  return desk.evaluate(
    async ({ path, name, texts }) => {
      const read: (text: string) => unknown = (await import(path))[name]
      const times: number[] = []
      for (const text of texts) {
        const twice: number[] = []
        for (const _ of [1, 2]) {
          const from = performance.now()
          // What is no link rejects.
          await Promise.resolve(read(text)).catch(() => {})
          twice.push(performance.now() - from)
        }
        times.push(Math.min(...twice))
      }
      return Math.max(...times)
    },
    { path, name, texts: hostile.map(([, text]) => text) },
  )
}
