import { Fault } from './fault'
import { loopback } from './loopback'

/**
 * The address of an opener's page as a person or a policy gives it: https, http on this machine, or a file.
 * @throws Fault `malformed`
 */
export function readOpenerAddress(typed: string): string {
  const text = typed.trim()
  if (!URL.canParse(text)) throw new Fault('malformed')
  const { protocol, hostname, username, password, hash, href } = new URL(text)
  const safe =
    protocol === 'https:' || protocol === 'file:' || (protocol === 'http:' && loopback.has(hostname))
  if (!safe || username !== '' || password !== '' || hash !== '') throw new Fault('malformed')
  return href.replace(/#$/, '')
}
