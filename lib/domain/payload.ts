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

const utf8 = (text: string) => new TextEncoder().encode(text)
