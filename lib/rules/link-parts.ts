import { loopback } from './loopback'

/** What a link of ours is made of, wherever in a text the pieces stand. */
export type Parts = {
  places: { origin: string; secretKey: string }[]
  keys: { flags: string; key: string; check: string }[]
}

const path = /\/{1,3}secret\/{1,3}([\w-]{1,128})(?![\w-])/g
// 43 characters hold 258 bits: the last two are zero, or it would be an alias (RFC 4648 §3.5). Gateways put their marks
// (`__`) behind it, and words get stuck to it: the lengths are known.
const keyAndCheck = String.raw`([\w-]{42}[AEIMQUYcgkosw048])\.([\w-]{8})(?=__|[^\w-]|$|[A-Za-z]{3})`
const keys = new RegExp(String.raw`c1(p?)\.${keyAndCheck}`, 'g')
const throughOpener = new RegExp(
  String.raw`#c1(p?)\.([^\s/@#?\\]{3,255})\.([\w-]{1,128})\.${keyAndCheck}`,
  'g',
)

/** So many pieces of each kind are looked at, and so many characters before each. */
const most = { pieces: 6, before: 300 }

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

/** The same of links to an opener's page, where host and secret key stand in the fragment, the host as it must be. */
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
// A language may stand between host and path.
const language = /(?<=[^/])\/[a-z]{2}(?:-[a-z]{2,4})?$/i
const portOrNone = /(?:(?<=[^/]):\d{1,5})?$/
/** The scheme and its slashes: the right one, the other one, none; but no other than a browser's. */
const browsers = /(?:^|[^a-z\d+.-]|[^\s:]*)(https?|intent|googlechromes?):?\/{0,3}$/i
const none = /(?:^|[^\w:/.@-])\/{0,2}$|(?:^|\s|[^a-z\d+.-])(?!javascript|data|blob|file|ftp)[a-z]+:$/i

/** The origins that what stands before `/secret/` may mean. */
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

/** As links say it: https, or http on this computer. A final full stop is the host's own, and not written. */
function originsOf(scheme: string, host: string): string[] {
  const address = host.replace(/\.(?=:\d|$)/, '')
  if (!URL.canParse(`https://${address}`)) return []
  const { hostname, origin, pathname, username } = new URL(`https://${address}`)
  if (pathname !== '/' || username !== '') return []
  if (!loopback.has(hostname)) return [origin]
  const plain = new URL(`http://${address}`).origin
  return scheme.toLowerCase() === 'https' ? [origin, plain] : [plain]
}
