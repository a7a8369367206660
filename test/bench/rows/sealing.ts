import type { LinkLock } from '../../../lib/domain/jwe-envelope'
import type { Row } from '../row'
import type { Side } from '../side'

/** So many seals are one sample of what is too quick for the browser's clock. */
const many = 50

export const sealing: Row[] = [
  {
    title: 'seal, link key alone',
    unit: 'ms',
    ours: async side => (await seal(side, many)) / many,
  },
  {
    title: 'seal, with a passphrase (PBKDF2, 600 000)',
    unit: 'ms',
    ours: side => seal(side, 1, 'correct horse battery staple'),
  },
]

/** In a page of the extension, where it takes as long as in the worker. */
async function seal({ desk }: Side, times: number, passphrase?: string): Promise<number> {
  return desk.evaluate(
    async ({ times, passphrase, path }) => {
      const { seal } = (await import(path)) as typeof import('../../../lib/domain/jwe-envelope')
      const linkKey = crypto.getRandomValues(new Uint8Array(32))
      const lock: LinkLock = passphrase === undefined ? { linkKey } : { linkKey, passphrase }
      const from = performance.now()
      for (let i = 0; i < times; i++) await seal({ text: 'user: deploy\npassword: hunter2' }, lock)
      return performance.now() - from
    },
    { times, passphrase, path: '/jwe-envelope.js' },
  )
}
