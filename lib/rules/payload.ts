import * as z from 'zod/mini'
import { checkCharacters } from './plaintext'

/** What the sender says. `note` is a message to the recipient, sealed along with the text. */
export type Payload = { text: string; note?: string }

/** UTF-8 bytes of JSON up to which every letter has the same length, so that passwords look alike. */
export const sameLength = 256

/**
 * UTF-8 bytes of JSON, at most. What a server keeps is some 10 000 bytes, which DEFLATE can blow up to
 * 10 MB: one million is more than a person reads and little enough for a service worker.
 */
export const longestPayload = 1_000_000

/**
 * UTF-8 JSON; what is shorter than `length` bytes is made exactly that long: by `pad`, or, where the 9 bytes of
 * an empty `,"pad":""` are already too many (the last 8 before it), by spaces after the JSON (RFC 8259 §2).
 */
export function plaintextOf({ text, note }: Payload, length: number = sameLength): Uint8Array<ArrayBuffer> {
  const said = note === undefined ? { text } : { text, note }
  const json = JSON.stringify(said)
  const room = length - utf8(json).length
  if (room <= 0) return utf8(json)
  const pad = room - ',"pad":""'.length
  return utf8(pad < 0 ? json + ' '.repeat(room) : JSON.stringify({ ...said, pad: ' '.repeat(pad) }))
}

const Plaintext = z.strictObject({
  text: z.string(),
  note: z.exactOptional(z.string()),
  pad: z.exactOptional(z.string().check(z.regex(/^ *$/))),
})

/**
 * The letter in a plaintext. Rejects what can't have been meant, too: no text, half a character, a member that is there
 * twice. The error tells nothing of what was read.
 */
export function readPlaintext(bytes: Uint8Array): Payload {
  try {
    const json = strictUtf8(bytes)
    const members = Plaintext.parse(JSON.parse(json))
    // `JSON.parse` takes the last of two, other parsers the first: they would show two people two texts.
    if (quotesIn(json) !== 4 * Object.keys(members).length) throw new Error('a member twice')
    const { text, note } = members
    if (text.trim() === '') throw new Error('no text')
    checkCharacters(text)
    checkCharacters(note ?? '')
    return note === undefined ? { text } : { text, note }
  } catch {
    // The parsers' own words quote what they read, which is the secret.
    throw new Error('the plaintext is not a letter')
  }
}

/** Without those that are escaped: four for each member, whose values are texts. */
const quotesIn = (json: string): number => json.replace(/\\./g, '').split('"').length - 1

const utf8 = (text: string) => new TextEncoder().encode(text)
const strictUtf8 = (bytes: Uint8Array) =>
  new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
