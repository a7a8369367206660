import { Fault } from './fault'

/** Names of this machine: on the way there nobody listens, so http is good enough. */
export const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/** The five regions of Onetime Secret: fixed origins, one legal home each. */
export const regions = ['us', 'eu', 'ca', 'nz', 'uk'] as const
export type Region = (typeof regions)[number]

export const originOf = (region: Region): string => `https://${region}.onetimesecret.com`
/** Where the service is, and where it was before it had regions. */
export const serviceOrigins = [...regions.map(originOf), 'https://onetimesecret.com']
export const regionOf = (origin: string): Region | undefined =>
  regions.find(region => originOf(region) === origin)

/**
 * The origin of a server as a person typed it: `secrets.example.com`, `https://secrets.example.com/`,
 * `http://127.0.0.1:3900`, also with quotes, or the full stop of a sentence. Paths, user names, plain http off this
 * machine, and what only looks like a name, are refused.
 * @throws Fault `badServer` | `noBrackets` (http to `[::1]`)
 */
export function readServer(typed: string): string {
  const bare = typed.replace(/^[\s\p{Pi}\p{Pf}"'`„‚<(]+|[\s\p{Pi}\p{Pf}"'`>),.;!]+$/gu, '')
  const url = parse(/^[a-z]+:\/\//i.test(bare) ? bare : `https://${bare}`)
  checkName(bare)
  // The name's own root: the same host, but another origin to a browser.
  url.hostname = url.hostname.replace(/\.$/, '')
  const plain = url.protocol === 'http:' && loopback.has(url.hostname)
  // No content security policy can name an address in brackets, so over http nothing would reach it.
  if (plain && url.hostname === '[::1]') throw new Fault('noBrackets')
  const clean = url.username === '' && url.password === '' && url.pathname === '/' && url.search === ''
  if ((url.protocol !== 'https:' && !plain) || !clean || /^$|^\.|\.\.|\.$/.test(url.hostname))
    throw new Fault('badServer')
  return url.origin
}

// What a name may be made of; a browser makes one of quotes and the like, too.
const named = /^(?:[\p{Lu}\p{Ll}\p{Lo}\p{M}\p{Nd}ー々ゝゞ.。．｡:[\]-])+$/u
// Letters that are drawn as Latin ones are.
const alike = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Coptic}]/u

/** A name that only looks like another one: with signs that are no letters, or with letters of two such scripts. */
function checkName(typed: string): void {
  const host = typed.replace(/^[a-z]+:\/\//i, '').split(/[/?#\\]/, 1)[0] ?? ''
  const mixed = host.split(/[.。．｡]/).some(label => /\p{Script=Latin}/u.test(label) && alike.test(label))
  if (!named.test(host) || mixed) throw new Fault('badServer')
}

function parse(text: string): URL {
  try {
    return new URL(text)
  } catch (cause) {
    throw new Fault('badServer', { cause })
  }
}

/** The permission that a server needs: match patterns know no port. */
export function hostPattern(origin: string): string {
  const { protocol, hostname } = new URL(origin)
  return `${protocol}//${hostname}/*`
}

/**
 * The server's page about a secret, for its sender. It moved with 0.24, as the keys grew from 31 characters to
 * 62; who asks the old way on a new server is led to the new one.
 */
export const metadataPage = (origin: string, metadataKey: string): string =>
  `${origin}/${metadataKey.length > 31 ? 'receipt' : 'private'}/${metadataKey}`

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

/**
 * Bytes of the stored text that every generation keeps whole: 10 000 bytes on 0.26, 10 000 characters
 * on 0.25; older ones take more, but cut silently, so nothing is gained by trying.
 */
export const storedBytes = 10_000
