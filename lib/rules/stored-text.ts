import { Fault } from './fault'
import { readings, undone } from './readings'
import { headerStarts, sealedPartsIn } from './sealed-parts'
import { onlySigns, sealedShapes } from './sealed-shapes'

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
const most = { sealed: 1_400_000, coded: 100_000, found: 100 }

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
