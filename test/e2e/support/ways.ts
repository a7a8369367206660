import { type Server, startServer } from '../../server/server'
import { selfSigned } from './certificate'
import { test as base } from './extension'

export type Ways = { untrusted: Server; plain: Server; gone: Server }

/** Regional hosts that fail on the way, each in its own: https hosts that may be asked without a prompt. */
export const test = base.extend<{ ways: Ways }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
  ways: async ({}, use) => {
    const untrusted = await startServer({ tls: selfSigned() })
    const plain = await startServer()
    const gone = await startServer()
    await gone.close()
    await use({ untrusted, plain, gone })
    await Promise.all([untrusted.close(), plain.close()])
  },
  hosts: async ({ ways }, use) =>
    use({
      'eu.onetimesecret.com': 'no such host',
      'us.onetimesecret.com': ways.untrusted.port,
      'ca.onetimesecret.com': ways.plain.port,
      'nz.onetimesecret.com': ways.gone.port,
    }),
  certificates: 'known',
  // Before a port where nobody is, somebody would be.
  fresh: true,
})
