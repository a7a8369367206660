import { decode } from 'jose/base64url'
import { Fault } from './fault'
import {
  checked,
  checkedOpener,
  cutAfterHash,
  keyAnywhere,
  type LinkTarget,
  placeIn,
  type SealedLink,
} from './link'
import { linkReadings, openerPartsIn, searchJoined, searchLink } from './link-search'
import { type Candidate, candidates, codedPlace, hidesLink, type Repair } from './rewritten-link'

/** A link that passed its check, and the repairs that it took. */
type Found = { link: SealedLink; repairs: Repair[] }

/**
 * Reads a link as it arrived, undoing what mail and chat do to links. The result passed the check, so
 * nothing was cut, mixed up or altered, and `makeLink` makes the same link of it.
 * @throws Fault `needsKey` (a link to a secret, no key) | `linkDamaged` (ours, the check fails) |
 * `linkHidden` (a mail gateway's link that does not contain ours) | `notALink`
 */
export async function readLink(text: string): Promise<Found> {
  const meant = candidates(text)
  const found = await firstFound(meant, checked)
  if (found) return found
  const read = [...linkReadings(text)]
  const link = await searchLink(read)
  if (link) return { link, repairs: ['coded'] }
  throw new Fault(whyNot(text, [...meant.map(({ text }) => text), ...read]))
}

/**
 * Reads a link to an opener page as it arrived, and returns the sealed link in it, which passed the check.
 * @throws Fault `linkDamaged` (ours, cut or altered) | `notALink`
 */
export async function readOpenerLink(text: string): Promise<Found> {
  const meant = candidates(text)
  const found = await firstFound(meant, checkedOpener)
  if (found) return found
  const link = await searchLink(linkReadings(text), openerPartsIn)
  if (link) return { link, repairs: ['coded'] }
  throw new Fault(meant.some(({ text }) => cutShort.test(text)) ? 'linkDamaged' : 'notALink')
}

async function firstFound(meant: Candidate[], check: typeof checked): Promise<Found | undefined> {
  for (const { text, repairs } of meant) {
    const link = await check(text)
    if (link) return { link, repairs }
  }
  return undefined
}

/**
 * Reads a sealed link, with or without an opener page.
 * @throws Fault `needsKey` | `linkDamaged` | `notALink`
 */
export async function readEitherLink(text: string): Promise<Found> {
  return readLink(text).catch((fault: unknown) =>
    readOpenerLink(text).catch((other: unknown) => {
      const known = other instanceof Fault && other.code === 'notALink'
      throw known ? fault : other
    }),
  )
}

/**
 * Joins a link and a key that were sent separately; the check covers both, so a key to another link is
 * detected.
 * @throws Fault `notALink` (the link), `needsKey` (no key given) | `linkDamaged` (they do not belong
 * together)
 */
export async function joinKey(linkWithoutKey: string, keyText: string): Promise<Found> {
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

/** What a link leads to, as far as the link tells: without a key the secret may be standard or sealed. */
export type Target = ({ is: 'sealed' } & Found) | { is: 'unknown'; place: LinkTarget; repairs: Repair[] }

/**
 * Reads a link of either kind, before anything is fetched.
 * @throws Fault `linkDamaged` | `notALink`
 */
export async function readTarget(text: string): Promise<Target> {
  try {
    return { is: 'sealed', ...(await readEitherLink(text)) }
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'needsKey') throw error
    return { is: 'unknown', ...readStandardLink(text) }
  }
}

/** The same target with a key that was sent separately. @throws Fault `linkDamaged` | `needsKey` */
export async function withKey({ origin, secretKey }: LinkTarget, key: string): Promise<Target> {
  return { is: 'sealed', ...(await joinKey(`${origin}/secret/${secretKey}`, key)) }
}

export const locationOf = (target: Target): LinkTarget =>
  target.is === 'sealed' ? { origin: target.link.origin, secretKey: target.link.secretKey } : target.place

/**
 * The location that a link without a key leads to. Nothing in it can be verified.
 * @throws Fault `notALink`
 */
export function readStandardLink(text: string): { place: LinkTarget; repairs: Repair[] } {
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

const cutShort = /^\S*#c1p?(?:\..*)?$/s

/** The fault for a text none of whose readings passed the check. */
function whyNot(text: string, meant: string[]): 'linkDamaged' | 'needsKey' | 'linkHidden' | 'notALink' {
  if (meant.some(text => cutAfterHash.test(text))) return 'linkDamaged'
  if (meant.some(placeIn)) return 'needsKey'
  if (meant.some(text => ourPath.test(text) || lacksStart(text))) return 'linkDamaged'
  if (codedPlace(text)) return 'needsKey'
  if (meant.some(text => ourPathInside.test(text))) return 'linkDamaged'
  return hidesLink(text) ? 'linkHidden' : 'notALink'
}

/** The part of a link that opens a sealed text. */
export type LoneKey = Pick<SealedLink, 'linkKey' | 'passphrase'>

// A hash with letters before it is the end of a link that was cut.
const loneKey = /(?<![\w.-]|[\w-]#)c1(?<flags>p?)\.(?<key>[\w-]{42}[AEIMQUYcgkosw048])\.[\w-]{8}(?![\w-])/

/**
 * The key without its link, `c1.KEY.CHECK`: enough for a user who already has the sealed text. Its check
 * covers the link too and is useless without it; only the seal shows whether the key fits.
 */
export function readLoneKey(text: string): LoneKey | undefined {
  for (const reading of linkReadings(text)) {
    const { flags, key } = reading.includes('/secret/') ? {} : (loneKey.exec(reading)?.groups ?? {})
    if (key !== undefined) return { linkKey: decode(key), passphrase: flags === 'p' }
  }
  return undefined
}
