import { Fault } from './fault'
import { loopback } from './loopback'

/** The five regions of Onetime Secret: fixed origins, one legal home each. */
export const regions = ['us', 'eu', 'ca', 'nz', 'uk'] as const
export type Region = (typeof regions)[number]

export const originOf = (region: Region): string => `https://${region}.onetimesecret.com`
export const regionOf = (origin: string): Region | undefined =>
  regions.find(region => originOf(region) === origin)

/**
 * The origin of a server as a person typed it: `secrets.example.com`, `https://secrets.example.com/`,
 * `http://127.0.0.1:3900`, also with quotes, or the full stop of a sentence. Paths, user names, plain http off this
 * machine, and what only looks like a name, are refused.
 * @throws Fault `badServer`
 */
export function readServer(typed: string): string {
  const bare = typed.replace(/^[\s\p{Pi}\p{Pf}"'`„‚<(]+|[\s\p{Pi}\p{Pf}"'`>),.;!]+$/gu, '')
  const url = parse(/^[a-z]+:\/\//i.test(bare) ? bare : `https://${bare}`)
  checkName(bare)
  // The name's own root: the same host, but another origin to a browser.
  url.hostname = url.hostname.replace(/\.$/, '')
  const plain = url.protocol === 'http:' && loopback.has(url.hostname)
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

const unitedKingdom = /^Europe\/(London|Belfast|Jersey|Guernsey|Isle_of_Man)$/
const newZealand = /^(Pacific\/(Auckland|Chatham)|Antarctica\/McMurdo)$/
const europe =
  /^(Europe\/|Arctic\/Longyearbyen|Atlantic\/(Azores|Canary|Faroe|Madeira|Reykjavik)|Asia\/Nicosia)/
const canada =
  /^(Canada\/|America\/(Toronto|Vancouver|Montreal|Winnipeg|Edmonton|Halifax|Regina|St_Johns|Moncton|Iqaluit|Whitehorse|Yellowknife|Glace_Bay|Goose_Bay|Thunder_Bay|Nipigon|Swift_Current|Dawson|Dawson_Creek|Fort_Nelson|Creston|Inuvik|Cambridge_Bay|Rankin_Inlet|Resolute|Atikokan|Blanc-Sablon|Rainy_River|Pangnirtung)$)/

/** The region that a person most likely wants, from an IANA time zone, until they choose one. */
export function nearestRegion(timeZone: string): Region {
  if (unitedKingdom.test(timeZone)) return 'uk'
  if (newZealand.test(timeZone)) return 'nz'
  if (canada.test(timeZone)) return 'ca'
  return europe.test(timeZone) ? 'eu' : 'us'
}
