import { type Letter, plaintextOf } from './letter'
import { deflated, filledUp } from './padding'
import { lengthFor, sizeOf } from './sealed-length'
import { storedBytes } from './stored-bytes'

/** Bytes of the JWE that `seal` makes, exactly. */
export async function sealedSize(letter: Letter, locked: boolean, room?: number): Promise<number> {
  const { length, zip } = await planFor(letter, locked, room)
  return sizeOf(length, locked, zip)
}

/**
 * What is to be encrypted, padded. It is compressed only where it would not fit otherwise: how well a text compresses
 * tells of it, above all beside a note that says the same.
 */
export async function packed(
  letter: Letter,
  locked: boolean,
  room?: number,
): Promise<{ plaintext: Uint8Array<ArrayBuffer>; zip: boolean }> {
  const { length, zip } = await planFor(letter, locked, room)
  return { plaintext: zip ? await filledUp(plaintextOf(letter), length) : plaintextOf(letter, length), zip }
}

/** `length`: bytes of what is encrypted, once it is deflated if it is. What fits in neither way is not padded. */
async function planFor(
  letter: Letter,
  locked: boolean,
  room: number = storedBytes,
): Promise<{ length: number; zip: boolean }> {
  const plaintext = plaintextOf(letter)
  const plain = lengthFor(plaintext.length, locked, false, room)
  if (plain !== undefined) return { length: plain, zip: false }
  const { length } = await deflated(plaintext)
  const zipped = lengthFor(length, locked, true, room)
  if (zipped !== undefined) return { length: zipped, zip: true }
  const zip = sizeOf(length, locked, true) < sizeOf(plaintext.length, locked, false)
  return { length: zip ? length : plaintext.length, zip }
}
