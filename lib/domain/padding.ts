import { longestPayload, type Payload, plaintextOf } from './payload'
import { lengthFor, sizeOf } from './sealed-length'
import { storedBytes } from './server'

/** The exact size in bytes of the JWE that `seal` makes. */
export async function sealedSize(payload: Payload, locked: boolean, room?: number): Promise<number> {
  const { length, zip } = await planFor(payload, locked, room)
  return sizeOf(length, locked, zip)
}

/**
 * The padded plaintext. It is compressed only if it would not fit otherwise: how well a text compresses
 * reveals something about it, especially next to a note that says the same.
 */
export async function packed(
  payload: Payload,
  locked: boolean,
  room?: number,
): Promise<{ plaintext: Uint8Array<ArrayBuffer>; zip: boolean }> {
  const { length, zip } = await planFor(payload, locked, room)
  return { plaintext: zip ? await filledUp(plaintextOf(payload), length) : plaintextOf(payload, length), zip }
}

/**
 * `length`: bytes of the plaintext, after deflating if `zip`. A payload that fits neither way is not
 * padded.
 */
async function planFor(
  payload: Payload,
  locked: boolean,
  room: number = storedBytes,
): Promise<{ length: number; zip: boolean }> {
  const plaintext = plaintextOf(payload)
  const plain = lengthFor(plaintext.length, locked, false, room)
  if (plain !== undefined) return { length: plain, zip: false }
  const { length } = await deflated(plaintext)
  const zipped = lengthFor(length, locked, true, room)
  if (zipped !== undefined) return { length: zipped, zip: true }
  const zip = sizeOf(length, locked, true) < sizeOf(plaintext.length, locked, false)
  return { length: zip ? length : plaintext.length, zip }
}

/**
 * Raw DEFLATE (RFC 1951), like JWE's `DEF`, in one piece: sealing deflates it again in exactly the same
 * way.
 */
export async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new CompressionStream('deflate-raw')
  const writer = stream.writable.getWriter()
  const [all] = await Promise.all([
    new Response(stream.readable).arrayBuffer(),
    writer.write(bytes),
    writer.close(),
  ])
  return new Uint8Array(all)
}

/** Bytes of random white space per byte of deflated data: there are four kinds, so two bits each. */
const ratio = 4
/** Close to the right count, the deflated length fluctuates by a byte. */
const near = 48

/**
 * JSON followed by white space (RFC 8259 §2) so that it deflates to exactly `length` bytes. Spaces alone
 * would deflate to nothing, so the white space is a random mix of all four kinds, which every JSON parser
 * accepts. If that length cannot be reached, as for the longest payloads, it gets as close as possible from
 * below.
 */
export async function filledUp(
  json: Uint8Array<ArrayBuffer>,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const shortest = (await deflated(json)).length
  const room = Math.min((length - shortest) * ratio + 2 * near, longestPayload - json.length)
  let best = { length: shortest, bytes: json }
  for (let tries = 0; tries < 4 && best.length < length; tries++) {
    const space = whiteSpace(Math.max(0, room))
    const measure = async (count: number): Promise<number> => {
      const bytes = joined(json, space.subarray(0, count))
      const found = (await deflated(bytes)).length
      if (found <= length && found > best.length) best = { length: found, bytes }
      return found
    }
    let [low, high] = [0, space.length]
    while (low < high && best.length < length) {
      const middle = (low + high) >> 1
      if ((await measure(middle)) < length) low = middle + 1
      else high = middle
    }
    for (let off = 1; off <= near && best.length < length; off++)
      for (const count of [low - off, low + off])
        if (count >= 0 && count <= space.length && best.length < length) await measure(count)
  }
  return best.bytes
}

const kinds = new TextEncoder().encode(' \n\r\t')
const whiteSpace = (count: number): Uint8Array =>
  crypto.getRandomValues(new Uint8Array(count)).map(byte => kinds[byte & 3] ?? 0)

function joined(one: Uint8Array, two: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + two.length)
  both.set(one)
  both.set(two, one.length)
  return both
}
