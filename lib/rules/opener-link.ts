import { decode } from 'jose/base64url'
import { Fault } from './fault'
import { keyPart, makeLink, readLink, type SealedLink, withoutKey } from './link'
import { openerPartsIn } from './link-parts'
import { linkReadings, searchLink } from './link-search'
import { loopback } from './loopback'
import { readOpenerAddress } from './opener-address'
import { candidates, type Repair } from './repair'

// The host may hold full stops, colons and, for IPv6, brackets; what follows it holds no full stop, so the
// last three parts are never in doubt.
const fragment = String.raw`c1(?<flags>p?)\.(?<host>[^\s/@#?\\]+)\.(?<secretKey>[\w-]{1,128})\.(?<key>[\w-]{43})\.(?<check>[\w-]{8})`
const openerLink = new RegExp(`^(?:https?|file)://[^\\s#]*#${fragment}$`)
const cutShort = /^\S*#c1p?(?:\..*)?$/s

/**
 * A sealed link that leads over the opener's page: `https://OPENER/#c1.SERVER_HOST.SECRET_KEY.KEY.CHECK`. The
 * check is the sealed link's own. Everything is in the fragment, so the opener's server never sees any of it.
 * @param openerAddress as `readOpenerAddress` gives it
 * @param sealedLink as `makeLink` makes it
 * @throws Fault `malformed` for an address that no page has | `notALink` | `needsKey`
 */
export function makeOpenerLink(openerAddress: string, sealedLink: string): string {
  const [flags, ...keyAndCheck] = keyPart(sealedLink).split('.')
  const { origin, host, pathname } = new URL(withoutKey(sealedLink))
  // A link says no scheme: on this machine it is http, everywhere else https.
  if (originOf(host) !== origin) throw new Fault('notALink')
  const page = readOpenerAddress(openerAddress)
  return `${page}#${[flags, host, pathname.slice('/secret/'.length), ...keyAndCheck].join('.')}`
}

/**
 * The page that a sealed link at `origin` can lead over. None for an origin that such a link cannot say, nor for an
 * address that no page has: once a secret is on its server, no link may turn out to be impossible.
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
 * Reads a link to an opener's page as it came, and answers the sealed link in it. It passed the check.
 * @throws Fault `linkDamaged` (ours, cut or altered) | `notALink`
 */
export async function readOpenerLink(text: string): Promise<{ link: SealedLink; repairs: Repair[] }> {
  const meant = candidates(text)
  for (const { text, repairs } of meant) {
    const link = await checked(text)
    if (link) return { link, repairs }
  }
  const link = await searchLink(linkReadings(text), openerPartsIn)
  if (link) return { link, repairs: ['coded'] }
  throw new Fault(meant.some(({ text }) => cutShort.test(text)) ? 'linkDamaged' : 'notALink')
}

/**
 * A sealed link, whichever way it leads.
 * @throws Fault `needsKey` | `linkDamaged` | `notALink`
 */
export async function readEitherLink(text: string): Promise<{ link: SealedLink; repairs: Repair[] }> {
  return readLink(text).catch((fault: unknown) =>
    readOpenerLink(text).catch((other: unknown) => {
      const known = other instanceof Fault && other.code === 'notALink'
      throw known ? fault : other
    }),
  )
}

/** The check, and that every part is canonical: the link made of what was read is the link that was read. */
async function checked(text: string): Promise<SealedLink | undefined> {
  const { flags, host, secretKey, key, check } = openerLink.exec(text)?.groups ?? {}
  if (flags === undefined || !host || !secretKey || !key || !check) return undefined
  const origin = originOf(host)
  if (origin === undefined) return undefined
  const link = { origin, secretKey, linkKey: decode(key), passphrase: flags === 'p' }
  const same = (await makeLink(link)) === `${origin}/secret/${secretKey}#c1${flags}.${key}.${check}`
  return same ? link : undefined
}

function originOf(host: string): string | undefined {
  if (!URL.canParse(`https://${host}`)) return undefined
  const { hostname } = new URL(`https://${host}`)
  return `${loopback.has(hostname) ? 'http' : 'https'}://${host}`
}
