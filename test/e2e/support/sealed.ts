import { newLinkKey, seal } from '../../../lib/domain/jwe-envelope'
import { makeLink } from '../../../lib/domain/link'
import type { Payload } from '../../../lib/domain/payload'
import type { Server } from '../../server/server'

/** Puts text on the server as it is, and gives its secret key. */
export async function keepOn(server: Server, form: Record<string, string>): Promise<string> {
  const body = new URLSearchParams({ ttl: '600', ...form })
  const response = await fetch(`${server.origin}/api/v1/share`, { method: 'POST', body })
  return ((await response.json()) as { secret_key: string }).secret_key
}

/** A sealed secret on the server, as another person's extension would have put it there, and its link. */
export async function sealOn(server: Server, letter: Payload, passphrase?: string): Promise<string> {
  const linkKey = newLinkKey()
  const secret = await seal(letter, { linkKey, ...(passphrase === undefined ? {} : { passphrase }) })
  const secretKey = await keepOn(server, { secret: `This secret is sealed.\n\n${secret}` })
  return makeLink({ origin: server.origin, secretKey, linkKey, passphrase: passphrase !== undefined })
}

/** What was asked of the server that can destroy a secret. */
export const readings = (server: Server) =>
  server.log.filter(({ path }) => path.startsWith('/api/v1/secret/') || path.includes('/reveal'))
