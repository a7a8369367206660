import type { Answer } from './answer'
import type { Call } from './call'
import { burn } from './routes/burn'
import { generate } from './routes/generate'
import { metadata, recent } from './routes/metadata'
import { secret } from './routes/secret'
import { createAlias, share } from './routes/share'
import { authcheck, status } from './routes/status'
import type { Settings } from './settings'

export type Route = { answer: (call: Call) => Answer; key: string }

export type Match = { at: 'route'; route: Route } | { at: 'no route' } | { at: 'bad key' } | { at: 'crash' }

const plain: Readonly<Record<string, (call: Call) => Answer>> = {
  'GET status': status,
  'GET authcheck': authcheck,
  'POST share': share,
  'POST create': createAlias,
  'POST generate': generate,
}

/** Finds what answers a path below `/api/v1`. The path is as it was sent: undecoded, `..` and `//` included. */
export function match(method: string, path: string, settings: Settings): Match {
  const verb = method === 'HEAD' ? 'GET' : method
  const decoded = decode(path)
  if (decoded.includes('\0') && settings.errors.nulInPath === '500') return { at: 'crash' }
  // Old servers decode before they route, so that an encoded slash ends a key.
  const parts = segments(settings.keys === 'as given' ? decoded : path)
  const [first = '', second, third] = parts
  if (parts.length === 1) {
    const answer = Object.hasOwn(plain, `${verb} ${first}`) ? plain[`${verb} ${first}`] : undefined
    return answer ? { at: 'route', route: { answer, key: '' } } : { at: 'no route' }
  }
  const answer = keyed(verb, first, second, third, parts.length, settings)
  if (!answer || second === undefined) return { at: 'no route' }
  if (answer === recent) return { at: 'route', route: { answer, key: '' } }
  const key = settings.keys === 'cleaned' ? decode(second).replace(/[^a-z0-9]/gi, '') : second
  if (settings.keys === 'cleaned' && key.length < 20) return { at: 'bad key' }
  return { at: 'route', route: { answer, key } }
}

function keyed(
  verb: string,
  first: string,
  second: string | undefined,
  third: string | undefined,
  length: number,
  { metadata: { aliases, burnAliases } }: Settings,
): ((call: Call) => Answer) | undefined {
  if (length === 3) {
    return verb === 'POST' && third === 'burn' && burnAliases.includes(first) ? burn : undefined
  }
  if (length !== 2) return undefined
  if (first === 'secret') return verb === 'POST' ? secret : undefined
  if (!aliases.includes(first) || (verb !== 'GET' && verb !== 'POST')) return undefined
  return verb === 'GET' && second === 'recent' ? recent : metadata
}

export function segments(path: string): string[] {
  return path.split('/').filter(part => part !== '')
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
