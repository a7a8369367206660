import { decode, encode } from 'jose/base64url'
import { Fault } from './fault'
import { loopback } from './loopback'
import { candidates, type Repair } from './repair'

/** A link that opens a sealed secret. `origin` is canonical, `linkKey` has 32 bytes. */
export type SealedLink = { origin: string; secretKey: string; linkKey: Uint8Array; passphrase: boolean }

/** Where a secret is, without what opens it. */
export type Place = { origin: string; secretKey: string }

// What an origin may look like is for `canonical` to say; a user name before the host is nobody's here.
const place = String.raw`(?<origin>https?://[^\s/@#?\\]+)/secret/(?<secretKey>[\w-]{1,128})`
// 43 characters hold 258 bits: the last two are zero, or it would be an alias (RFC 4648 §3.5).
const key = String.raw`c1(?<flags>p?)\.(?<key>[\w-]{42}[AEIMQUYcgkosw048])\.(?<check>[\w-]{8})`

const sealedLink = new RegExp(`^${place}#${key}$`)
const plainLink = new RegExp(`^${place}$`)
const keyAnywhere = new RegExp(String.raw`(?<![\w.-])${key}(?![\w-])`)

/**
 * `https://SERVER/secret/SECRET_KEY#c1.KEY.CHECK`, with `c1p` where a passphrase is needed too.
 * @throws Fault `badServer` for an origin that links cannot have, `malformed` for another part
 */
export async function makeLink({ origin, secretKey, linkKey, passphrase }: SealedLink): Promise<string> {
  const start = standardLink(origin, secretKey)
  if (linkKey.length !== 32) throw new Fault('malformed')
  const flags = passphrase ? 'p' : ''
  const check = await checkOf({ origin: new URL(start).origin, secretKey }, flags, encode(linkKey))
  return `${start}#c1${flags}.${encode(linkKey)}.${check}`
}

/**
 * Reads a link as it came, with what mail and chat do to links put right. What is returned passed the
 * check, so nothing was cut, mixed up or altered, and `makeLink` makes the same link of it.
 * @throws Fault `needsKey` (a link to a secret, no key) | `linkDamaged` (ours, the check fails) | `notALink`
 */
export async function readLink(text: string): Promise<{ link: SealedLink; repairs: Repair[] }> {
  const meant = candidates(text)
  for (const { text, repairs } of meant) {
    const link = await checked(text)
    if (link) return { link, repairs }
  }
  throw new Fault(whyNot(meant.map(({ text }) => text)))
}

/** Whether a link has the form of a sealed one that leads to a server's own page, on whatever domain. Nothing is checked. */
export const leadsToServer = (link: string): boolean => sealedLink.test(link)

/** The key alone, `c1.KEY.CHECK`: for a second way to the recipient. @throws Fault `needsKey` | `notALink` */
export function keyPart(link: string): string {
  const [, part] = leadsToServer(link) ? link.split('#') : []
  if (part === undefined) throw new Fault(placeIn(link) ? 'needsKey' : 'notALink')
  return part
}

/** The link without its key: for the first way. @throws Fault `notALink` */
export function withoutKey(link: string): string {
  const [start = ''] = link.split('#', 1)
  if (!placeIn(start)) throw new Fault('notALink')
  return start
}

/**
 * Puts together what came by two ways; the check covers both, so a key to another link is noticed.
 * @throws Fault `notALink` (the link), `needsKey` (no key given) | `linkDamaged` (they do not belong together)
 */
export async function joinKey(
  linkWithoutKey: string,
  keyText: string,
): Promise<{ link: SealedLink; repairs: Repair[] }> {
  const starts = candidates(linkWithoutKey).filter(({ text }) => placeIn(text.split('#', 1)[0] ?? ''))
  if (starts.length === 0) throw new Fault('notALink')
  if (keyText.trim() === '') throw new Fault('needsKey')
  for (const given of candidates(keyText)) {
    const [part] = keyAnywhere.exec(given.text) ?? []
    if (part === undefined) continue
    for (const start of starts) {
      const link = await checked(`${start.text.split('#', 1)[0]}#${part}`)
      const repairs = [...new Set([...start.repairs, ...given.repairs])]
      if (link) return { link, repairs }
    }
  }
  throw new Fault('linkDamaged')
}

/** @throws Fault `badServer` for an origin that links cannot have: to be asked before a secret is sent there */
export function checkOrigin(origin: string): void {
  if (canonical(origin) !== origin) throw new Fault('badServer')
}

/** @throws Fault `badServer` for an origin that links cannot have, `malformed` for another secret key */
export function standardLink(origin: string, secretKey: string): string {
  const place = canonical(origin)
  if (place === undefined) throw new Fault('badServer')
  if (!/^[\w-]{1,128}$/.test(secretKey)) throw new Fault('malformed')
  return `${place}/secret/${secretKey}`
}

/**
 * Where a link without a key leads. Nothing in it can be checked.
 * @throws Fault `notALink`
 */
export function readStandardLink(text: string): { place: Place; repairs: Repair[] } {
  for (const { text: meant, repairs } of candidates(text)) {
    const place = placeIn(meant)
    if (place) return { place, repairs }
  }
  throw new Fault('notALink')
}

/** The link that a text is to the letter, when it passes the check. */
async function checked(text: string): Promise<SealedLink | undefined> {
  const { origin, secretKey, flags, key, check } = sealedLink.exec(text)?.groups ?? {}
  if (!origin || !secretKey || flags === undefined || !key || canonical(origin) !== origin) return undefined
  if (check !== (await checkOf({ origin, secretKey }, flags, key))) return undefined
  return { origin, secretKey, linkKey: decode(key), passphrase: flags === 'p' }
}

function placeIn(text: string): Place | undefined {
  const { origin, secretKey } = plainLink.exec(text)?.groups ?? {}
  if (!origin || !secretKey || canonical(origin) !== origin) return undefined
  return { origin, secretKey }
}

/** Six bytes of SHA-256: enough to notice every accident; against malice stands the seal itself. */
async function checkOf({ origin, secretKey }: Place, flags: string, key: string): Promise<string> {
  const said = new TextEncoder().encode(`cachet c1\n${flags}\n${origin}\n${secretKey}\n${key}`)
  return encode(new Uint8Array(await crypto.subtle.digest('SHA-256', said)).subarray(0, 6))
}

/** Lower case, no default port, no user, no path; https, or http on this machine. */
function canonical(origin: string): string | undefined {
  if (!URL.canParse(origin)) return undefined
  const url = new URL(origin)
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname))
  return safe && url.href === `${url.origin}/` ? url.origin : undefined
}

const cutAfterHash = new RegExp(`^${place}#(?:c|c1.*)?$`)
const ourPath = /^https?:\/\/[^\s/@#?\\]+\/secret\//i
const lacksStart = (text: string) => !/https?:\/\//i.test(text) && /\bc1p?\.[\w-]{6}/.test(text)

/** Which of the three faults a text is, from all its readings, none of which passed the check. */
function whyNot(meant: string[]): 'linkDamaged' | 'needsKey' | 'notALink' {
  if (meant.some(text => cutAfterHash.test(text))) return 'linkDamaged'
  if (meant.some(placeIn)) return 'needsKey'
  return meant.some(text => ourPath.test(text) || lacksStart(text)) ? 'linkDamaged' : 'notALink'
}
