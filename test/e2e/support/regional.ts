import { startServer } from '../../server/server'
import { selfSigned } from './certificate'
import { test as base } from './extension'

export { expect } from './extension'

const regions = ['us', 'eu', 'ca', 'nz', 'uk'].map(region => `${region}.onetimesecret.com`)

/**
 * As `test` of `extension.ts`, but every regional host (`https://eu.onetimesecret.com`, …) is answered by `server`,
 * over TLS on loopback: so also with the build that people install, and without any prompt.
 */
export const test = base.extend({
  server: async ({ serverOptions }, use) => {
    const server = await startServer({ ...serverOptions, tls: selfSigned() })
    await use(server)
    await server.close()
  },
  hosts: async ({ server }, use) => use(Object.fromEntries(regions.map(host => [host, server.port]))),
})
