import { decode } from 'jose/base64url'
import { Fault } from './fault'
import { plain, readings, undone } from './text-codings'

const sizeOf = (text: string): number => new TextEncoder().encode(text).length

/**
 * What the server keeps: one line for people, a blank line, the JWE. The line is left out when it would
 * not fit. It is the caller's own sentence and must hold no JWE itself.
 * @param limit UTF-8 bytes that the server keeps whole
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

/** Characters of the longest sealed text, and of a text that is read under every coding; readings that are tried. */
const most = { sealed: 1_400_000, coded: 100_000, found: 100, doubts: 5, lines: 3_000 }

/**
 * Every JWE of ours that a text may hold, each once: first those that stand in it to the letter, then those that mail,
 * chats and people did something to. Where one can be read in several ways, all are here: the one that opens is right.
 */
export function allSealed(text: string): string[] {
  const literal = sealedPartsIn(text)
  const found = new Set(literal.map(({ jwe }) => jwe))
  // In a text of megabytes that is enough.
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

/** Of a long text, what seems to be ours. */
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

/** A JWE of ours, and all of it but the ciphertext: what two readings of one sealed text have in common. */
export type SealedPart = { jwe: string; ends: string }

// The ends are known: an encrypted key of 40 bytes or none, an IV of 12, a tag of 16 (RFC 7516 §3.1). So it does not
// matter what stands behind it. Found one within the other, as the start of one may be the end of what is none.
const afterHeader = /(?=\.((?:[\w-]{54})?\.[\w-]{16})\.([\w-]+)\.([\w-]{21}[AQgw]))/g
/** How our headers begin, in base64url: with `{"alg":"dir"` or `{"alg":"PBES2-`. */
export const headerStarts = ['eyJhbGciOiJkaXIi', 'eyJhbGciOiJQQkVTMi']

/** A header has some 250 characters at most; what is stuck to it may begin like one. */
const mostPerText = { header: 1_200, starts: 6, found: 64 }

/** Every JWE of ours that stands whole in a text. Ours is what says so (`typ`); what it is worth is for `open`. */
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

/** Every header is base64url of `{"…`; the last that is ours is it. */
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

/** The forms of one text in which a sealed text is looked for: as it is, then of all signs only those that it can hold. */
export function* sealedShapes(text: string): Generator<string> {
  yield text
  yield onlySigns(text)
  // An em or en dash may be two hyphens of ours, each or only the longer one.
  if (/[\u2013\u2014]/.test(text)) {
    yield onlySigns(text.replace(/[\u2013\u2014]/g, '--'))
    yield onlySigns(text.replace(/\u2014/g, '--'))
  }
  yield* unhyphenated(text)
  yield* unprefixed(text)
}

/** Without quoting, white space, escapes, the elements of a web page: with the signs that a sealed text can hold. */
export const onlySigns = (text: string): string =>
  plain(text.replace(/<\/?[a-z][^<>]{0,300}>/gi, '')).replace(/[^\w.-]+/g, '')

/** A hyphen at a line's end is the printer's, or ours: each way for each where they are few, else all one way. */
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

/** Without what stands before each line (its number, a time, who said it) and closes it. */
function* unprefixed(text: string): Generator<string> {
  const lines = plain(text).split(/\r?\n/)
  if (lines.length < 2 || lines.length > most.lines) return
  yield lines.map(lastRun).join('')
}

const lastRun = (line: string): string => line.match(/[\w.-]+/g)?.at(-1) ?? ''
