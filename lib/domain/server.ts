import { Fault } from './fault'

/** Names of this machine: traffic to them cannot be intercepted, so http is good enough. */
export const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/** The five regions of Onetime Secret: fixed origins, each in one jurisdiction. */
export const regions = ['us', 'eu', 'ca', 'nz', 'uk'] as const
export type Region = (typeof regions)[number]

export const originOf = (region: Region): string => `https://${region}.onetimesecret.com`
/** The service's current origins, and the one from before it had regions. */
export const serviceOrigins = [...regions.map(originOf), 'https://onetimesecret.com']
export const regionOf = (origin: string): Region | undefined =>
  regions.find(region => originOf(region) === origin)

/**
 * The origin of a server as the user typed it: `secrets.example.com`, `https://secrets.example.com/`,
 * `http://127.0.0.1:3900`, also in quotes or with a sentence's full stop. Refuses paths, user names, plain
 * http to other machines, and look-alike names.
 * @throws Fault `badServer` | `noBrackets` (http to `[::1]`)
 */
export function readServer(typed: string): string {
  const bare = typed.replace(/^[\s\p{Pi}\p{Pf}"'`„‚<(]+|[\s\p{Pi}\p{Pf}"'`>),.;!]+$/gu, '')
  const url = parse(/^[a-z]+:\/\//i.test(bare) ? bare : `https://${bare}`)
  checkName(bare)
  // The DNS root's dot: the same host, but another origin to a browser.
  url.hostname = url.hostname.replace(/\.$/, '')
  const plain = url.protocol === 'http:' && loopback.has(url.hostname)
  // A content security policy cannot express an address in brackets, so it would be unreachable over http.
  if (plain && url.hostname === '[::1]') throw new Fault('noBrackets')
  const clean = url.username === '' && url.password === '' && url.pathname === '/' && url.search === ''
  if ((url.protocol !== 'https:' && !plain) || !clean || /^$|^\.|\.\.|\.$/.test(url.hostname))
    throw new Fault('badServer')
  return url.origin
}

// The characters a name may contain; browsers also accept quotes and the like.
const named = /^(?:[\p{Lu}\p{Ll}\p{Lo}\p{M}\p{Nd}ー々ゝゞ.。．｡:[\]-])+$/u
// Scripts with letters that look like Latin ones.
const alike = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Coptic}]/u

/** Refuses look-alike names: with characters other than letters, or mixing letters of two such scripts. */
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

/** The host permission that a server needs; match patterns have no port. */
export function hostPattern(origin: string): string {
  const { protocol, hostname } = new URL(origin)
  return `${protocol}//${hostname}/*`
}

/**
 * The server's page about a secret, for its sender. It moved in 0.24, when the keys grew from 31 characters
 * to 62; new servers redirect from the old path.
 */
export const metadataPage = (origin: string, metadataKey: string): string =>
  `${origin}/${metadataKey.length > 31 ? 'receipt' : 'private'}/${metadataKey}`

/** Not URL.canParse(), nor URL.parse(): recipients' browsers may be older. */
export function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}

/**
 * The address of an opener page as entered by a user or set by a policy: https, http on this machine, or a
 * file.
 * @throws Fault `malformed`
 */
export function readOpenerAddress(typed: string): string {
  const url = parseUrl(typed.trim())
  if (!url) throw new Fault('malformed')
  const { protocol, hostname, username, password, hash, href } = url
  const safe =
    protocol === 'https:' || protocol === 'file:' || (protocol === 'http:' && loopback.has(hostname))
  if (!safe || username !== '' || password !== '' || hash !== '') throw new Fault('malformed')
  return href.replace(/#$/, '')
}

/**
 * Bytes of text that every generation stores untruncated: 10 000 bytes on 0.26, 10 000 characters on 0.25;
 * older ones accept more but truncate silently, so there is no point in trying.
 */
export const storedBytes = 10_000
