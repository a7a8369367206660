import { checkCharacters } from './plaintext'

/** What the sender says. `note` is a message to the recipient, sealed along with the text. */
export type Payload = { text: string; note?: string }

/** UTF-8 bytes of JSON up to which every payload has the same length, so that passwords look alike. */
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

/**
 * The payload in a plaintext. Rejects what can't have been meant, too: no text, half a character, a member that is there
 * twice. The error tells nothing of what was read.
 */
export function readPlaintext(bytes: Uint8Array): Payload {
  try {
    const json = strictUtf8(bytes)
    const members: Record<string, unknown> = Object(JSON.parse(json))
    const { text, note, pad = '', ...more } = members
    const isPad = typeof pad === 'string' && /^ *$/.test(pad)
    if (!isPad || Object.keys(more).length > 0) throw new Error('a member that is none of ours')
    // `JSON.parse` takes the last of two, other parsers the first: they would show two people two texts.
    if (quotesIn(json) !== 4 * Object.keys(members).length) throw new Error('a member twice')
    if (typeof text !== 'string' || text.trim() === '') throw new Error('no text')
    if (note !== undefined && typeof note !== 'string') throw new Error('no note')
    checkCharacters(text)
    checkCharacters(note ?? '')
    return note === undefined ? { text } : { text, note }
  } catch {
    // The parsers' own words quote what they read, which is the secret.
    throw new Error('the plaintext is not a payload')
  }
}

/** Without those that are escaped: four for each member, whose values are texts. */
const quotesIn = (json: string): number => json.replace(/\\./g, '').split('"').length - 1

const utf8 = (text: string) => new TextEncoder().encode(text)
const strictUtf8 = (bytes: Uint8Array) =>
  new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
