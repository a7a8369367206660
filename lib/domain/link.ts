import { decode, encode } from 'jose/base64url'
import { Fault } from './fault'
import { loopback, parseUrl, readOpenerAddress } from './server'

/** A link that opens a sealed secret. `origin` is canonical, `linkKey` has 32 bytes. */
export type SealedLink = { origin: string; secretKey: string; linkKey: Uint8Array; passphrase: boolean }

/** A secret's location, without what opens it. */
export type LinkTarget = { origin: string; secretKey: string }

// `canonical` decides what an origin may look like; a user name before the host is never valid here.
const place = String.raw`(?<origin>https?://[^\s/@#?\\]+)/secret/(?<secretKey>[\w-]{1,128})`
// 43 characters hold 258 bits: the last two are zero, or it would be an alias (RFC 4648 §3.5).
const key = String.raw`c1(?<flags>p?)\.(?<key>[\w-]{42}[AEIMQUYcgkosw048])\.(?<check>[\w-]{8})`

export const sealedLink = new RegExp(`^${place}#${key}$`)
const plainLink = new RegExp(`^${place}$`)
export const cutAfterHash = new RegExp(`^${place}#(?:c|c1.*)?$`)
export const keyAnywhere = new RegExp(String.raw`(?<![\w.-])${key}(?![\w-])`)

/** The link, if the text is exactly a link and passes the check. */
export async function checked(text: string): Promise<SealedLink | undefined> {
  const { origin, secretKey, flags, key, check } = sealedLink.exec(text)?.groups ?? {}
  if (!origin || !secretKey || flags === undefined || !key || canonical(origin) !== origin) return undefined
  if (check !== (await checkOf({ origin, secretKey }, flags, key))) return undefined
  return { origin, secretKey, linkKey: decode(key), passphrase: flags === 'p' }
}

export function placeIn(text: string): LinkTarget | undefined {
  const { origin, secretKey } = plainLink.exec(text)?.groups ?? {}
  if (!origin || !secretKey || canonical(origin) !== origin) return undefined
  return { origin, secretKey }
}

/** Six bytes of SHA-256: enough to detect any accident. The seal itself protects against malice. */
export async function checkOf(
  { origin, secretKey }: LinkTarget,
  flags: string,
  key: string,
): Promise<string> {
  const said = new TextEncoder().encode(`cachet c1\n${flags}\n${origin}\n${secretKey}\n${key}`)
  return encode(new Uint8Array(await crypto.subtle.digest('SHA-256', said)).subarray(0, 6))
}

/** Lower case, no default port, no user, no path; https, or http on this machine. */
export function canonical(origin: string): string | undefined {
  const url = parseUrl(origin)
  if (!url) return undefined
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname))
  return safe && url.href === `${url.origin}/` ? url.origin : undefined
}

/**
 * `https://SERVER/secret/SECRET_KEY#c1.KEY.CHECK`, with `c1p` if a passphrase is needed too.
 * @throws Fault `badServer` for an origin that links cannot have, `malformed` for another part
 */
export async function makeLink({ origin, secretKey, linkKey, passphrase }: SealedLink): Promise<string> {
  const start = standardLink(origin, secretKey)
  if (linkKey.length !== 32) throw new Fault('malformed')
  const flags = passphrase ? 'p' : ''
  const check = await checkOf({ origin: new URL(start).origin, secretKey }, flags, encode(linkKey))
  return `${start}#c1${flags}.${encode(linkKey)}.${check}`
}

/** Call this before sending a secret. @throws Fault `badServer` for an origin that links cannot have */
export function checkOrigin(origin: string): void {
  if (canonical(origin) !== origin) throw new Fault('badServer')
}

/** @throws Fault `badServer` for an origin that links cannot have, `malformed` for an invalid secret key */
export function standardLink(origin: string, secretKey: string): string {
  const place = canonical(origin)
  if (place === undefined) throw new Fault('badServer')
  if (!/^[\w-]{1,128}$/.test(secretKey)) throw new Fault('malformed')
  return `${place}/secret/${secretKey}`
}

/**
 * Whether a link has the form of a sealed link to a server's own page, on any domain. Nothing is verified.
 */
export const leadsToServer = (link: string): boolean => sealedLink.test(link)

/** The key alone, `c1.KEY.CHECK`, to be sent separately. @throws Fault `needsKey` | `notALink` */
export function keyPart(link: string): string {
  const [, part] = leadsToServer(link) ? link.split('#') : []
  if (part === undefined) throw new Fault(placeIn(link) ? 'needsKey' : 'notALink')
  return part
}

/** The link without its key. @throws Fault `notALink` */
export function withoutKey(link: string): string {
  const [start = ''] = link.split('#', 1)
  if (!placeIn(start)) throw new Fault('notALink')
  return start
}

// The host may contain full stops, colons and, for IPv6, brackets; nothing after it contains a full stop,
// so the last three parts are unambiguous.
const fragment = String.raw`c1(?<flags>p?)\.(?<host>[^\s/@#?\\]+)\.(?<secretKey>[\w-]{1,128})\.(?<key>[\w-]{43})\.(?<check>[\w-]{8})`
const openerLink = new RegExp(`^(?:https?|file)://[^\\s#]*#${fragment}$`)

/**
 * A sealed link through the opener page: `https://OPENER/#c1.SERVER_HOST.SECRET_KEY.KEY.CHECK`. The check
 * is the sealed link's own. Everything is in the fragment, so the opener's server never sees any of it.
 * @param openerAddress as returned by `readOpenerAddress`
 * @param sealedLink as returned by `makeLink`
 * @throws Fault `malformed` for an address that no page has | `notALink` | `needsKey`
 */
export function makeOpenerLink(openerAddress: string, sealedLink: string): string {
  const [flags, ...keyAndCheck] = keyPart(sealedLink).split('.')
  const { origin, host, pathname } = new URL(withoutKey(sealedLink))
  // Opener links have no scheme: it is http on this machine and https everywhere else.
  if (originOf(host) !== origin) throw new Fault('notALink')
  const page = readOpenerAddress(openerAddress)
  return `${page}#${[flags, host, pathname.slice('/secret/'.length), ...keyAndCheck].join('.')}`
}

/**
 * The opener page that sealed links at `origin` can go through. `undefined` for an origin that such a link
 * cannot express or an invalid page address: once a secret is on its server, making its link must not fail.
 */
export function openerFor(origin: string, address: string | undefined): string | undefined {
  if (address === undefined || originOf(new URL(origin).host) !== origin) return undefined
  try {
    return readOpenerAddress(address)
  } catch {
    return undefined
  }
}

/**
 * Whether the opener page at this address can read the secrets at `origin` by itself: it is on their server.
 * Servers send no CORS headers, so from anywhere else it leads people to the server's own page.
 */
export function readsSecretItself(openerAddress: string | undefined, origin: string): boolean {
  const page = openerFor(origin, openerAddress)
  return page !== undefined && new URL(page).origin === origin
}

/**
 * The opener page a link goes through: `own`, on the secret's server, reads it; `leading` leads to the server's
 * page. Nothing is verified.
 */
export function linkOpener(link: string): 'none' | 'leading' | 'own' {
  const { host = '' } = openerLink.exec(link)?.groups ?? {}
  const origin = originOf(host)
  if (origin === undefined) return 'none'
  return readsSecretItself(link.split('#', 1)[0], origin) ? 'own' : 'leading'
}

/**
 * Verifies the check and that every part is canonical: remaking the link must give the text that was read.
 */
export async function checkedOpener(text: string): Promise<SealedLink | undefined> {
  const { flags, host, secretKey, key, check } = openerLink.exec(text)?.groups ?? {}
  if (flags === undefined || !host || !secretKey || !key || !check) return undefined
  const origin = originOf(host)
  if (origin === undefined) return undefined
  const link = { origin, secretKey, linkKey: decode(key), passphrase: flags === 'p' }
  const same = (await makeLink(link)) === `${origin}/secret/${secretKey}#c1${flags}.${key}.${check}`
  return same ? link : undefined
}

function originOf(host: string): string | undefined {
  const url = parseUrl(`https://${host}`)
  return url && `${loopback.has(url.hostname) ? 'http' : 'https'}://${host}`
}
