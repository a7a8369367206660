import { decode } from 'jose/base64url'
import { Fault } from './fault'
import { plain, readings, undone } from './text-codings'

const sizeOf = (text: string): number => new TextEncoder().encode(text).length

/**
 * What the server stores: one line for human readers, a blank line, the JWE. The line is omitted if it
 * would not fit. It is supplied by the caller and must contain no JWE itself.
 * @param limit UTF-8 bytes that the server stores untruncated
 * @throws Fault `tooLong` (`by`: bytes) when the JWE alone does not fit
 */
export function storedText(jwe: string, line: string, limit: number): string {
  const whole = `${line}\n\n${jwe}`
  if (sizeOf(whole) <= limit) return whole
  const by = sizeOf(jwe) - limit
  if (by > 0) throw new Fault('tooLong', { by })
  return jwe
}

/** The first of `allSealed`, or `undefined`. */
export const findSealed = (text: string): string | undefined => allSealed(text)[0]

/**
 * Limits: characters of the longest sealed text and of a text tried under every encoding; matches;
 * ambiguous hyphens; lines.
 */
const most = { sealed: 1_400_000, coded: 100_000, found: 100, doubts: 5, lines: 3_000 }

/**
 * Every JWE of ours that a text may contain, each once: the literal ones first, then those altered by mail,
 * chats and people. An ambiguous one is listed in every reading: the one that opens is right.
 */
export function allSealed(text: string): string[] {
  const literal = sealedPartsIn(text)
  const found = new Set(literal.map(({ jwe }) => jwe))
  // For a text of megabytes that is enough.
  if (literal.length > 0 && text.length > most.coded) return [...found]
  const certain = new Set(literal.map(({ ends }) => ends))
  for (const reading of text.length > most.coded ? excerpts(text) : readings(text, sealedShapes)) {
    for (const { jwe, ends } of sealedPartsIn(reading)) {
      if (!certain.has(ends)) found.add(jwe)
      if (found.size === most.found) return [...found]
    }
  }
  return [...found]
}

/** The parts of a long text that look like ours. */
function* excerpts(text: string): Generator<string> {
  const start = headerStarts.map(start => text.indexOf(start)).find(at => at >= 0)
  if (start !== undefined) {
    const long = text.slice(start, start + most.sealed)
    yield onlySigns(long)
    yield onlySigns(undone(long))
  }
  const from = Math.max(0, (start ?? text.indexOf('eyJ')) - 100)
  yield* readings(text.slice(from, from + most.coded), sealedShapes)
}

/**
 * A JWE of ours, and all of it except the ciphertext: what two readings of one sealed text have in common.
 */
export type SealedPart = { jwe: string; ends: string }

// The lengths are known: an encrypted key of 40 bytes or none, an IV of 12, a tag of 16 (RFC 7516 §3.1), so
// whatever follows does not matter. Matches may overlap, since the start of one may look like the end of a
// false one.
const afterHeader = /(?=\.((?:[\w-]{54})?\.[\w-]{16})\.([\w-]+)\.([\w-]{21}[AQgw]))/g
/** The start of our headers, in base64url: `{"alg":"dir"` or `{"alg":"PBES2-`. */
export const headerStarts = ['eyJhbGciOiJkaXIi', 'eyJhbGciOiJQQkVTMi']

/** A header has some 250 characters at most; text stuck to its front may look like the start of one. */
const mostPerText = { header: 1_200, starts: 6, found: 64 }

/** Every whole JWE of ours in a text. `typ` makes it ours; whether it is genuine is for `open` to decide. */
export function sealedPartsIn(text: string): SealedPart[] {
  const found: SealedPart[] = []
  for (const { index, 1: key = '', 2: ciphertext = '', 3: tag = '' } of text.matchAll(afterHeader)) {
    const header = headerBefore(text.slice(Math.max(0, index - mostPerText.header), index))
    if (header === undefined) continue
    found.push({ jwe: `${header}.${key}.${ciphertext}.${tag}`, ends: `${header}.${key}.${tag}` })
    if (found.length === mostPerText.found) break
  }
  return found
}

/** Every header is base64url of `{"…`; the last one that is ours is the right one. */
export function headerBefore(text: string): string | undefined {
  let at = text.length
  for (let tries = 0; tries < mostPerText.starts; tries++) {
    at = text.lastIndexOf('eyJ', at - 1)
    if (at < 0) return undefined
    const header = text.slice(at)
    if (/[^\w-]/.test(header)) return undefined
    if (isOurs(header)) return header
  }
  return undefined
}

function isOurs(header: string): boolean {
  try {
    return new TextDecoder().decode(decode(header)).includes('"typ":"cachet"')
  } catch {
    return false
  }
}

/**
 * The variants of a text to search for a sealed text: as it is, then reduced to the characters that it may
 * contain.
 */
export function* sealedShapes(text: string): Generator<string> {
  yield text
  yield onlySigns(text)
  // An em or en dash may have been two hyphens of ours: both kinds, or only the longer one.
  if (/[\u2013\u2014]/.test(text)) {
    yield onlySigns(text.replace(/[\u2013\u2014]/g, '--'))
    yield onlySigns(text.replace(/\u2014/g, '--'))
  }
  yield* unhyphenated(text)
  yield* unprefixed(text)
}

/**
 * Removes quoting, white space, escapes and HTML tags, leaving only characters that a sealed text may
 * contain.
 */
export const onlySigns = (text: string): string =>
  plain(text.replace(/<\/?[a-z][^<>]{0,300}>/gi, '')).replace(/[^\w.-]+/g, '')

/**
 * A hyphen at a line's end may be hyphenation or ours: every combination is tried if there are few,
 * otherwise all are dropped.
 */
function* unhyphenated(text: string): Generator<string> {
  if (!/[\p{Pd}\u2212][ \t]*\n/u.test(text)) return
  const lines = plain(text)
    .split(/-[ \t]*\r?\n/)
    .map(onlySigns)
  if (lines.length - 1 > most.doubts) return yield lines.join('')
  yield* lines
    .slice(1)
    .reduce((starts, line) => starts.flatMap(start => [start + line, `${start}-${line}`]), [lines[0] ?? ''])
}

/** Without a prefix (line number, time, author) or suffix on each line. */
function* unprefixed(text: string): Generator<string> {
  const lines = plain(text).split(/\r?\n/)
  if (lines.length < 2 || lines.length > most.lines) return
  yield lines.map(lastRun).join('')
}

const lastRun = (line: string): string => line.match(/[\w.-]+/g)?.at(-1) ?? ''
