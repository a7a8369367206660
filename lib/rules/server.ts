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
 * `http://127.0.0.1:3900`. Paths, user names and plain http off this machine are refused.
 * @throws Fault `badServer`
 */
export function readServer(typed: string): string {
  const trimmed = typed.trim()
  const url = parse(/^[a-z]+:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`)
  const plain = url.protocol === 'http:' && loopback.has(url.hostname)
  const clean = url.username === '' && url.password === '' && url.pathname === '/' && url.search === ''
  if ((url.protocol !== 'https:' && !plain) || !clean || url.hostname === '') throw new Fault('badServer')
  return url.origin
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
