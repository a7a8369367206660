import type { SharedFile } from './shared-file'

/** The sender's content: a text or a file. `note` is a message to the recipient, sealed along with it. */
export type Payload = ({ text: string; file?: never } | { file: SharedFile; text?: never }) & {
  note?: string
}

/**
 * UTF-8 bytes of JSON up to which all payloads are padded to the same length, so that passwords look alike.
 */
export const sameLength = 256

/**
 * Maximum UTF-8 bytes of JSON. A server stores some 10 000 bytes, which DEFLATE can expand to 10 MB; one
 * million is more than anyone reads and small enough for a service worker.
 */
export const longestPayload = 1_000_000

/**
 * UTF-8 JSON, padded to `length` bytes if shorter: by `pad`, or by spaces after the JSON (RFC 8259 §2) when
 * the 9 bytes of an empty `,"pad":""` are already too many (the last 8 before it).
 */
export function plaintextOf(
  { text, file, note }: Payload,
  length: number = sameLength,
): Uint8Array<ArrayBuffer> {
  const content = file ? { file: { name: file.name, type: file.type, data: file.data } } : { text }
  const said = note === undefined ? content : { ...content, note }
  const json = JSON.stringify(said)
  const room = length - utf8(json).length
  if (room <= 0) return utf8(json)
  const pad = room - ',"pad":""'.length
  return utf8(pad < 0 ? json + ' '.repeat(room) : JSON.stringify({ ...said, pad: ' '.repeat(pad) }))
}

const utf8 = (text: string) => new TextEncoder().encode(text)
