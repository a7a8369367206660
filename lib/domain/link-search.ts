import { checked, keyAnywhere, type LinkTarget, type SealedLink } from './link'
import { loopback, parseUrl } from './server'
import { flat, plain, readings, unquoted } from './text-codings'

/**
 * Limits on the work, since a hostile text must be cheap to reject: checks tried, and characters searched.
 */
const most = {
  checks: 150,
  characters: 30_000,
  /** Pieces of a link of each kind that are considered, and characters before each. */
  pieces: 6,
  before: 300,
  /**
   * Words that may start a link; words joined before and after; ambiguous hyphens; total length in
   * characters.
   */
  begins: 3,
  wordsBefore: 4,
  wordsAfter: 14,
  doubts: 4,
  length: 1_500,
}

/** The readings of a text given as a link. */
export const linkReadings = (text: string): Generator<string> =>
  readings(text.slice(0, most.characters), linkShapes)

/**
 * Finds a link whose pieces are scattered over some readings. The check tells which of them belong
 * together.
 */
export async function searchLink(
  read: Iterable<string>,
  partsOf: (reading: string) => Parts = partsIn,
): Promise<SealedLink | undefined> {
  const tried = new Set<string>()
  for (const reading of read) {
    const { places, keys } = partsOf(reading)
    for (const { flags, key, check } of keys) {
      const link = await firstThatFits(places, `c1${flags}.${key}.${check}`, tried)
      if (link) return link
    }
  }
  return undefined
}

/** The same when link and key arrived separately. `undefined`: there is no link to join a key to. */
export async function searchJoined(link: string, keyText: string): Promise<SealedLink | 'unfit' | undefined> {
  const places = [...linkReadings(link)].flatMap(reading => partsIn(reading).places).slice(0, 20)
  if (places.length === 0) return undefined
  const tried = new Set<string>()
  for (const reading of linkReadings(keyText)) {
    const [key] = keyAnywhere.exec(reading) ?? []
    const joined = key === undefined ? undefined : await firstThatFits(places, key, tried)
    if (joined) return joined
  }
  return 'unfit'
}

async function firstThatFits(
  places: LinkTarget[],
  key: string,
  tried: Set<string>,
): Promise<SealedLink | undefined> {
  for (const { origin, secretKey } of places) {
    const whole = `${origin}/secret/${secretKey}#${key}`
    if (tried.has(whole) || tried.size >= most.checks) continue
    tried.add(whole)
    const link = await checked(whole)
    if (link) return link
  }
  return undefined
}

/** The pieces of our links, wherever they are in a text. */
export type Parts = {
  places: { origin: string; secretKey: string }[]
  keys: { flags: string; key: string; check: string }[]
}

const path = /\/{1,3}secret\/{1,3}([\w-]{1,128})(?![\w-])/g
// 43 characters hold 258 bits: the last two are zero, or it would be an alias (RFC 4648 §3.5). Gateways
// append marks (`__`) and words get stuck to the end, but the lengths are known.
const keyAndCheck = String.raw`([\w-]{42}[AEIMQUYcgkosw048])\.([\w-]{8})(?=__|[^\w-]|$|[A-Za-z]{3})`
const keys = new RegExp(String.raw`c1(p?)\.${keyAndCheck}`, 'g')
const throughOpener = new RegExp(
  String.raw`#c1(p?)\.([^\s/@#?\\]{3,255})\.([\w-]{1,128})\.${keyAndCheck}`,
  'g',
)

export function partsIn(reading: string): Parts {
  const places = some(reading, path).flatMap(({ index, 1: secretKey = '' }) =>
    originsBefore(reading.slice(Math.max(0, index - most.before), index)).map(origin => ({
      origin,
      secretKey,
    })),
  )
  const found = some(reading, keys).map(([, flags = '', key = '', check = '']) => ({ flags, key, check }))
  return { places, keys: found }
}

/**
 * The same for links through an opener page, with host and secret key in the fragment and the host in
 * canonical form.
 */
export function openerPartsIn(reading: string): Parts {
  const found = some(reading, throughOpener).map(
    ([, flags = '', host = '', secretKey = '', key = '', check = '']) => ({
      places: originsOf('', host)
        .filter(origin => new URL(origin).host === host)
        .map(origin => ({ origin, secretKey })),
      key: { flags, key, check },
    }),
  )
  return { places: found.flatMap(({ places }) => places), keys: found.map(({ key }) => key) }
}

function some(text: string, pattern: RegExp): RegExpExecArray[] {
  const found: RegExpExecArray[] = []
  for (const match of text.matchAll(pattern)) if (found.push(match) === most.pieces) break
  return found
}

const inHost = /[^\s/@#?&=\\"'`<>(){}[\],;:|*%]/
// There may be a language segment between host and path.
const language = /(?<=[^/])\/[a-z]{2}(?:-[a-z]{2,4})?$/i
const portOrNone = /(?:(?<=[^/]):\d{1,5})?$/
/**
 * The scheme and its slashes: the right scheme, the other one or none, but only schemes that browsers use.
 */
const browsers = /(?:^|[^a-z\d+.-]|[^\s:]*)(https?|intent|googlechromes?):?\/{0,3}$/i
const none = /(?:^|[^\w:/.@-])\/{0,2}$|(?:^|\s|[^a-z\d+.-])(?!javascript|data|blob|file|ftp)[a-z]+:$/i

/** The origins that the text before `/secret/` may mean. */
function originsBefore(before: string): string[] {
  const start = before.replace(language, '')
  const port = portOrNone.exec(start)?.[0] ?? ''
  const bare = start.slice(0, start.length - port.length)
  const host = /\[[\da-f:.]{2,45}\]$/i.exec(bare)?.[0] ?? lastRun(bare)
  if (host.length < 3) return []
  const ahead = bare.slice(0, bare.length - host.length)
  const scheme = browsers.exec(ahead)?.[1]
  if (scheme === undefined && !none.test(ahead)) return []
  return originsOf(scheme ?? '', host.replace(/^[_~]+/, '') + port)
}

function lastRun(text: string): string {
  let at = text.length
  while (at > 0 && inHost.test(text[at - 1] ?? '')) at--
  return text.slice(at)
}

/**
 * The origin as links have it: https, or http on this computer. A final full stop belongs to the host but
 * is dropped.
 */
function originsOf(scheme: string, host: string): string[] {
  const address = host.replace(/\.(?=:\d|$)/, '')
  const url = parseUrl(`https://${address}`)
  if (!url) return []
  const { hostname, origin, pathname, username } = url
  if (pathname !== '/' || username !== '') return []
  if (!loopback.has(hostname)) return [origin]
  const plain = new URL(`http://${address}`).origin
  return scheme.toLowerCase() === 'https' ? [origin, plain] : [plain]
}

/**
 * The variants of a text to search for a link: as it is, and rejoined where line breaks and blanks split
 * it.
 */
export function* linkShapes(text: string): Generator<string> {
  const clean = plain(text)
  yield clean
  yield flat(clean)
  // Quote marks that ended up in one line.
  if (/[>|]/.test(clean)) yield flat(clean).replace(/[>|]+/g, '')
  // An em or en dash may have been two hyphens of ours.
  if (/[\u2013\u2014]/.test(text)) yield flat(text.replace(/[\u2013\u2014]/g, '--'))
  for (const meant of [
    clean.replace(/<\/?[a-z][^<>]{0,300}>/gi, ''),
    // Without any prefix on each line.
    clean.replace(/^.*[ \t](?=\S+[ \t]*$)/gm, ''),
  ])
    if (meant !== clean) yield flat(meant)
  yield* joined(unquoted(clean))
}

const doubt = '-\0'

/**
 * Joins some words around the start of a link, in various numbers, since what follows a link is not part of
 * it. A hyphen at a line's end may be hyphenation or part of the link.
 */
function* joined(text: string): Generator<string> {
  const words = text
    .trim()
    .replace(/-[ \t]*\r?\n\s*/g, `${doubt} `)
    .split(/=?\s+/)
  if (words.length === 1) return
  const begins = words.flatMap((word, at) => (/secret|c1p?\.|https?:/.test(word) ? [at] : []))
  for (const begin of begins.slice(0, most.begins)) {
    for (let from = begin; from >= Math.max(0, begin - most.wordsBefore); from--) {
      for (let to = begin + 1; to <= Math.min(words.length, begin + most.wordsAfter); to++) {
        const some = words.slice(from, to)
        if (some.join('').length <= most.length) yield* eachWay(some)
      }
    }
  }
}

function eachWay(words: string[]): string[] {
  const doubts = words.filter(word => word.endsWith(doubt)).length
  return words.reduce(
    (starts, word) => {
      const bare = word.endsWith(doubt) ? word.slice(0, -doubt.length) : word
      if (bare === word) return starts.map(start => start + word)
      const ways = doubts > most.doubts ? [bare] : [bare, `${bare}-`]
      return ways.flatMap(way => starts.map(start => start + way))
    },
    [''],
  )
}
