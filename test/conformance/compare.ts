import { isDeepStrictEqual } from 'node:util'
import type { Heard } from './ask'
import { comparedInPart } from './exceptions'
import { isKey, type Names } from './names'
import { type Exchange, parse } from './recording'

export type Difference = string

type Expectations = {
  names: Names
  /** Seconds by which clocks may differ: the recorded server's ticked between storing and answering. */
  slack: number
  cookies: boolean
}

/** Everything in which an answer is not the recorded one; names are learnt on the way. */
export function compare(exchange: Exchange, heard: Heard, expectations: Expectations): Difference[] {
  const { status, headers, body } = exchange.response
  const found: Difference[] = []
  differ(found, 'status', status, heard.status)
  differ(found, 'content-type', headers['content-type'], heard.headers['content-type'])
  differ(found, 'intended status', headers['x-ots-intended-status'], heard.headers['x-ots-intended-status'])
  differ(found, 'access for other origins', undefined, heard.headers['access-control-allow-origin'])
  if (expectations.cookies) differ(found, 'cookies', cookieNames(headers), cookieNames(heard.headers))
  compareBodies(found, exchange, body, heard.body, expectations)
  return found
}

function compareBodies(
  found: Difference[],
  { name, request }: Exchange,
  recorded: string,
  heard: string,
  { names, slack }: Expectations,
): void {
  const [, shown, length] = recorded.match(/^([\s\S]*)…[[<](\d+) char(?:acter)?s in all[\]>]$/) ?? []
  if (shown !== undefined && length !== undefined) {
    compareCut(found, name, shown, Number(length), heard, names)
    return
  }
  const expected = parse(recorded)
  if (typeof expected !== 'object') {
    differ(found, 'body', recorded, heard)
    return
  }
  // In a list every entry has its own part of a second, which no answer gives away.
  const listed = Array.isArray(expected)
  const generated = request.path.startsWith('/api/v1/generate')
  walk('', expected, parse(heard))

  function walk(at: string, expected: unknown, actual: unknown): void {
    if (typeof expected !== 'object' || expected === null || typeof actual !== 'object' || actual === null) {
      leaf(at, expected, actual)
      return
    }
    differ(found, `fields of ${at || 'the body'}`, Object.keys(expected), Object.keys(actual))
    const others = new Map(Object.entries(actual))
    for (const [name, value] of Object.entries(expected))
      walk(at ? `${at}.${name}` : name, value, others.get(name))
  }

  function leaf(at: string, expected: unknown, actual: unknown): void {
    const field = at.split('.').at(-1) ?? ''
    if (isTime(field) || (listed && field.endsWith('_ttl') && expected !== null)) {
      const near = Number.isInteger(actual) && Math.abs(Number(actual) - Number(expected)) <= slack
      if (!near) found.push(`${at}: ${expected} was recorded, ${actual} came`)
    } else if (typeof expected !== 'string' || typeof actual !== 'string') {
      differ(found, at, expected, actual)
    } else if (field === 'shrimp') {
      if (!/^[0-9a-z]{40,55}$/.test(actual)) found.push(`${at}: ${actual} is none`)
    } else if (field === 'secret_shortkey') {
      differ(found, at, names.beginning(expected), actual)
    } else if (isKey(expected) || (generated && (field === 'value' || field === 'secret_value'))) {
      differ(found, `length of ${at}`, expected.length, actual.length)
      if (!names.learn(expected, actual)) found.push(`${at}: ${actual} is another's`)
    } else {
      differ(found, at, names.of(names.translate(expected)), actual)
    }
  }
}

/** A body of which the beginning and the length are known; of a list, its first fields and the length. */
function compareCut(
  found: Difference[],
  name: string,
  shown: string,
  length: number,
  heard: string,
  names: Names,
): void {
  const longer = names.origin.length - 'http://127.0.0.1:3900'.length
  if (!shown.startsWith('[')) {
    const translated = names.translate(shown)
    differ(found, 'beginning of the body', translated, heard.slice(0, translated.length))
    differ(found, 'length of the body', length + longer, heard.length)
    return
  }
  const [first = ''] = heard.split('},{')
  const expected = fieldsOf(shown)
  differ(found, 'fields of the first entry', expected, fieldsOf(first).slice(0, expected.length))
  if (Object.hasOwn(comparedInPart, name)) return
  const origins = heard.split(names.origin).length - 1
  differ(found, 'length of the list', length + origins * longer, heard.length)
}

/** The names in a piece of JSON that may end in the middle of a value. */
function fieldsOf(json: string): (string | undefined)[] {
  const [entry = ''] = json.split('},{')
  return [...entry.matchAll(/"(\w+)":/g)].map(([, name]) => name)
}

function isTime(field: string): boolean {
  return ['created', 'updated', 'received'].includes(field)
}

function cookieNames(headers: { 'set-cookie'?: string | string[] | undefined }): string[] {
  const cookies = headers['set-cookie'] ?? []
  return [...new Set([cookies].flat().map(cookie => cookie.split('=')[0] ?? ''))]
}

function differ(found: Difference[], what: string, recorded: unknown, heard: unknown): void {
  if (isDeepStrictEqual(recorded, heard)) return
  found.push(`${what}: ${short(recorded)} was recorded, ${short(heard)} came`)
}

function short(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 300)
}
