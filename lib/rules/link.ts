import { encode } from 'jose/base64url'
import { codedPlace } from './coded-place'
import { Fault } from './fault'
import { hidesLink } from './hidden-link'
import {
  canonical,
  checked,
  checkOf,
  cutAfterHash,
  keyAnywhere,
  type Place,
  placeIn,
  type SealedLink,
  sealedLink,
} from './link-form'
import { linkReadings, searchJoined, searchLink } from './link-search'
import { candidates, type Repair } from './repair'

export type { Place, SealedLink }

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
 * @throws Fault `needsKey` (a link to a secret, no key) | `linkDamaged` (ours, the check fails) | `linkHidden` (a mail
 * gateway's own, ours is not in it) | `notALink`
 */
export async function readLink(text: string): Promise<{ link: SealedLink; repairs: Repair[] }> {
  const meant = candidates(text)
  for (const { text, repairs } of meant) {
    const link = await checked(text)
    if (link) return { link, repairs }
  }
  const read = [...linkReadings(text)]
  const link = await searchLink(read)
  if (link) return { link, repairs: ['coded'] }
  throw new Fault(whyNot(text, [...meant.map(({ text }) => text), ...read]))
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
  if (keyText.trim() === '' && starts.length > 0) throw new Fault('needsKey')
  for (const given of candidates(keyText)) {
    const [part] = keyAnywhere.exec(given.text) ?? []
    if (part === undefined) continue
    for (const start of starts) {
      const link = await checked(`${start.text.split('#', 1)[0]}#${part}`)
      const repairs = [...new Set([...start.repairs, ...given.repairs])]
      if (link) return { link, repairs }
    }
  }
  const joined = await searchJoined(linkWithoutKey, keyText)
  if (joined === undefined) throw new Fault('notALink')
  if (joined !== 'unfit') return { link: joined, repairs: ['coded'] }
  throw new Fault(keyText.trim() === '' ? 'needsKey' : 'linkDamaged')
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
  const place = codedPlace(text)
  if (place) return { place, repairs: ['coded'] }
  throw new Fault('notALink')
}

const ourPath = /^https?:\/\/[^\s/@#?\\]+\/secret\//i
const lacksStart = (text: string) => !/https?:\/\//i.test(text) && /\bc1p?\.[\w-]{6}/.test(text)
const ourPathInside = /.https?:\/\/[^\s/@#?\\]+\/secret\//i

/** Which of the faults a text is, from all its readings, none of which passed the check. */
function whyNot(text: string, meant: string[]): 'linkDamaged' | 'needsKey' | 'linkHidden' | 'notALink' {
  if (meant.some(text => cutAfterHash.test(text))) return 'linkDamaged'
  if (meant.some(placeIn)) return 'needsKey'
  if (meant.some(text => ourPath.test(text) || lacksStart(text))) return 'linkDamaged'
  if (codedPlace(text)) return 'needsKey'
  if (meant.some(text => ourPathInside.test(text))) return 'linkDamaged'
  return hidesLink(text) ? 'linkHidden' : 'notALink'
}
