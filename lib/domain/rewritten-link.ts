import { type LinkTarget, placeIn } from './link'
import { parseUrl } from './server'
import { htmlDecoded, percentDecoded, plain, readings, unescaped } from './text-codings'

/** The repairs to a link that was altered on its way. The messages are in `locales/`. */
export const repairs = [
  'safeLinks',
  'proofpoint',
  'google',
  'slack',
  'teams',
  'facebook',
  'redirect', // any other redirecting service
  'surroundings', // text around the link, brackets and quotes, punctuation after it
  'invisible', // soft hyphens, zero-width characters
  'percent', // %23 for #, or all of it
  'html', // &amp; and the like
  'backslashes', // Markdown's or JSON's
  'dashes', // hyphens that a word processor lengthened
  'address', // capitals, the default port, a slash or a tracker's query after the secret key
  'lineBreaks', // wrapped by mail, or split at white space
  'coded', // several layers of encoding, or inside an address that a gateway made of it
] as const
export type Repair = (typeof repairs)[number]

/** A possible meaning of a text, and the repairs that lead to it. */
export type Candidate = { text: string; repairs: Repair[] }

type Reading = [Repair, string]

/**
 * Limits on the characters of a text, and of all readings together: a hostile text must be cheap to reject.
 */
const longest = 20_000
const most = { readings: 300, characters: 200_000 }

/**
 * The readings of a text, most literal first: the text itself, then everything one repair away, then two
 * (links get wrapped twice and then mailed). The link's own check decides which one is right.
 */
export function candidates(text: string): Candidate[] {
  const found: Candidate[] = [{ text: text.slice(0, longest), repairs: [] }]
  const seen = new Set(found.map(({ text }) => text))
  let spent = 0
  for (const { text, repairs } of found) {
    if (spent > most.characters) break
    for (const [repair, meant] of steps.flatMap(step => step(text))) {
      if (seen.has(meant) || found.length >= most.readings) continue
      seen.add(meant)
      spent += meant.length
      found.push({ text: meant, repairs: [...new Set([...repairs, repair])] })
    }
  }
  return found
}

const steps: ((text: string) => Reading[])[] = [
  text => [['invisible', text.replace(/\p{Default_Ignorable_Code_Point}/gu, '')]],
  proofpoint,
  redirected,
  surrounded,
  text => [['percent', percentDecoded(text)]],
  text => [['html', htmlDecoded(text)]],
  text => [['backslashes', unescaped(text)]],
  text => ['-', '--'].map(dash => ['dashes', text.replace(/[\u2010-\u2015\u2212]/g, dash)]),
  addressed,
  joined,
]

// Proofpoint URL Defense: version 2 writes `-` for `%` and `_` for `/`; version 3 puts `*` for a byte and
// `**` and a letter for a run of them, and the bytes themselves, in base64url, after the address.
const version2 = /^https?:\/\/urldefense\.proofpoint\.com\/v2\/url\?(?:[^#]*&)?u=([^&#]+)/i
const version3 = /^https?:\/\/urldefense(?:\.proofpoint)?\.(?:com|us)\/v3\/__([^\s]+?)__;([\w-]*)=*!/i
const runs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

function proofpoint(text: string): Reading[] {
  const [, second] = version2.exec(text) ?? []
  if (second !== undefined) {
    const encoded = second.replaceAll('-', '%').replaceAll('_', '/')
    return [['proofpoint', percentDecoded(encoded)]]
  }
  const [, third, replaced] = version3.exec(text) ?? []
  if (third === undefined || replaced === undefined) return []
  let bytes = ''
  try {
    bytes = atob(replaced.replaceAll('-', '+').replaceAll('_', '/'))
  } catch {
    return []
  }
  let taken = 0
  const meant = third.replace(/\*(?:\*([\w-]))?/g, (_, run?: string) => {
    const length = run === undefined ? 1 : runs.indexOf(run) + 2
    taken += length
    return bytes.slice(taken - length, taken)
  })
  return [['proofpoint', meant.replace(/^(https?:)\/(?!\/)/i, '$1//')]]
}

const services: [RegExp, Repair][] = [
  [/\.safelinks\.protection\.outlook\.com$/, 'safeLinks'],
  [/^urldefense\.proofpoint\.com$/, 'proofpoint'],
  [/^(?:www\.)?google\.[a-z.]+$/, 'google'],
  [/(?:^|\.)slack-redir\.net$/, 'slack'],
  [/(?:^|\.)teams\.(?:cdn\.office\.net|microsoft\.com)$/, 'teams'],
  [/(?:^|\.)facebook\.com$/, 'facebook'],
]

/** An address inside another one's query. Some services leave the fragment outside. */
function redirected(text: string): Reading[] {
  const url = /^https?:\/\/\S+$/i.test(text) && parseUrl(text)
  if (!url) return []
  const { hostname, searchParams, hash } = url
  const repair = services.find(([host]) => host.test(hostname))?.[1] ?? 'redirect'
  const inner = [...searchParams.values()].filter(value => /^https?:\/\//i.test(value))
  return inner.flatMap((value): Reading[] => [
    [repair, value],
    ...(value.includes('#') ? [] : [[repair, value + hash] satisfies Reading]),
  ])
}

const before = /^[\s<>()[\]{}"'`*~«»“”‘’„‚]+/
const after = /[\s<>()[\]{}"'`*~«»“”‘’„.,:;!?…。、，）」』】]+$/
const complete = /^(https?:\/\/[^\s#]+#c1p?\.[\w-]{43}\.[\w-]{8})[^\w-]/i

function surrounded(text: string): Reading[] {
  const bare = text.replace(before, '').replace(after, '')
  const starts = [...text.matchAll(/https?:\/\//gi)].slice(0, 10).map(({ index }) => text.slice(index))
  const pieces = starts.flatMap(start => [
    complete.exec(start)?.[1] ?? start,
    start.split(/[\s<>"'`]/, 1)[0] ?? start,
    start,
  ])
  return [bare, bare.replace(/^_(.*)_$/s, '$1'), ...pieces].map(piece => ['surroundings', piece])
}

/** The first words joined, without quoting `>` and quoted-printable's `=`. */
function joined(text: string): Reading[] {
  if (!/^\W*(?:http|c1)/i.test(text)) return []
  const words = text
    .trim()
    .split(/\s+/, 12)
    .map(word => word.replace(/^[>|]+/, ''))
  return words.slice(1).flatMap((_, index) => {
    const some = words.slice(0, index + 2)
    return [some, some.map(word => word.replace(/=$/, ''))].map(
      (parts): Reading => ['lineBreaks', parts.join('')],
    )
  })
}

function addressed(text: string): Reading[] {
  const [, origin, secretKey, fragment = ''] =
    /^([A-Za-z]{4,5}:\/\/[^\s/@?#]+)\/secret\/([\w-]+)\/?(?:\?[^#\s]*)?(#.*)?$/.exec(text) ?? []
  const url = origin === undefined ? undefined : parseUrl(origin)
  return url ? [['address', `${url.origin}/secret/${secretKey}${fragment}`]] : []
}

/**
 * The whole text, or the address within a gateway's; not followed by anything that may start a key of ours.
 */
const inAddress =
  /(?:^|[=/_])(https:\/\/[^\s/@#?\\]+\/secret\/([\w-]{1,128}))(?=$|[/?.,;!"')>\]]|&(?!#|\w+;)|#(?!c))/g
const withoutScheme = /^(?:\/\/)?((?:[a-z\d-]+\.)+[a-z]{2,}(?::\d{1,5})?\/secret\/[\w-]{1,128})\/?$/i
/** A gateway's marks around the address it contains. */
const marks = /__+$/

/**
 * The location that a link without a key leads to, when it is encoded or inside a gateway's address.
 * Nothing in it can be verified, so it is read only if the whole text is one address with exactly one link
 * in it; it is never guessed from prose.
 */
export function codedPlace(text: string): LinkTarget | undefined {
  const one = text.trim().replace(/=\r?\n/g, '')
  if (/\s/.test(one)) return undefined
  for (const reading of readings(one.slice(0, 10_000), text => [plain(text)])) {
    const [place, ...others] = placesIn(reading)
    if (place && others.length === 0) return place
  }
  return undefined
}

function placesIn(reading: string): LinkTarget[] {
  const [, bare] = withoutScheme.exec(reading) ?? []
  const links =
    bare === undefined ? [...reading.matchAll(inAddress)].map(([, link = '']) => link) : [`https://${bare}`]
  const places = [...new Set(links)].map(link => placeIn(link.replace(marks, '')))
  return places.filter(place => place !== undefined)
}

// Gateways that may replace an address by an id of their own and look it up when the link is followed.
const gateway =
  /(?:^|[.-])(?:mimecast(?:protect)?|vade(?:secure|retro)|mailinblack|inky(?:phishfence)?|iphmx|secure-web\.cisco|emailprotection|hornetsecurity|cloud-security|fireeye|trellix|symantec|sophos|trendmicro|cudasvc|egress|avanan|esvalabs|edgepilot|zixcentral|protect\.checkpoint|urldefense(?:\.proofpoint)?|safelinks\.protection\.outlook)\.[a-z]+$|(?:clicktime|linkprotect|linkscan|mail-?protection|url-?protect|safe-?links|protect-?url)/

/** Mimecast, Inky and others show users at least the domain this way. */
const saysDomain = /[?&](?:domain|d)=[a-z\d-]+(?:\.[a-z\d-]+)+(?=&|$)/i

/**
 * Whether a text's link is a gateway's own that does not contain the original address. False if it contains
 * any address.
 */
export function hidesLink(text: string): boolean {
  const addresses = plain(text.slice(0, 30_000)).match(/https?:\/\/[^\s<>"']+/gi) ?? []
  return addresses.slice(0, 5).some(address => {
    const url = parseUrl(address)
    if (!url) return false
    const { hostname, search, pathname } = url
    const isGateway = gateway.test(hostname) || saysDomain.test(search)
    return isGateway && pathname.length + search.length > 8 && !carriesAddress(address)
  })
}

function carriesAddress(address: string): boolean {
  const rest = address.slice(address.indexOf('//'), 4_000)
  for (const reading of readings(rest, text => [plain(text)]))
    if (/https?:\/|\/secret\/|https?-3A__|aHR0c/i.test(reading)) return true
  return false
}
