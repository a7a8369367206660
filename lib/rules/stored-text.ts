import { decode } from 'jose/base64url'
import { Fault } from './fault'

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

// Five parts (RFC 7516 §3.1), of which the second may be empty and the first is base64url of `{"…`. A full
// stop may end the sentence, a sixth part may not follow.
const compact = /(?<![\w.-])eyJ[\w-]*\.[\w-]*(?:\.[\w-]+){3}(?![\w=+/-]|\.[\w-])/g

/** The first of `allSealed`, or `undefined`. */
export const findSealed = (text: string): string | undefined => allSealed(text)[0]

/**
 * Every JWE of ours in a text, wherever it stands, each once. Paragraphs are also tried with their white space taken
 * out: mail wraps long lines. Ours is what says so (`typ`); whether it is whole and well-formed is for `open` to find
 * out.
 */
export function allSealed(text: string): string[] {
  const unwrapped = text.split(/\n\s*\n/).map(paragraph => paragraph.replace(/\s+/g, ''))
  return [...new Set([text, ...unwrapped].flatMap(piece => piece.match(compact) ?? []).filter(isOurs))]
}

function isOurs(jwe: string): boolean {
  try {
    const header = decode(jwe.slice(0, jwe.indexOf('.')))
    return new TextDecoder().decode(header).includes('"typ":"cachet"')
  } catch {
    return false
  }
}
