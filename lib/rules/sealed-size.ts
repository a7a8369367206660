import { type Letter, plaintextOf, sameLength } from './letter'
import { headerOf, iterations } from './new-header'

/**
 * Bytes of the JWE as long as it is not compressed: exact for those, and never less than what `seal`
 * makes. For the meter, so it takes what `seal` would refuse, too.
 */
export function largestSealed(letter: Letter, locked: boolean): number {
  return sizeOf(plaintextOf(letter).length, locked, false)
}

/** Bytes of the JWE that `seal` makes, exactly. */
export const sealedSize = async (letter: Letter, locked: boolean): Promise<number> =>
  (await packed(plaintextOf(letter), locked)).bytes

/**
 * The shorter way to seal a plaintext: compressed, if that makes the whole shorter. Never for what has the one
 * length: it would tell them apart.
 */
export async function packed(
  plaintext: Uint8Array<ArrayBuffer>,
  locked: boolean,
): Promise<{ zip: boolean; bytes: number }> {
  const plain = { zip: false, bytes: sizeOf(plaintext.length, locked, false) }
  if (plaintext.length <= sameLength) return plain
  const deflated = await new Response(
    new Blob([plaintext]).stream().pipeThrough(new CompressionStream('deflate-raw')),
  ).arrayBuffer()
  const zipped = { zip: true, bytes: sizeOf(deflated.byteLength, locked, true) }
  return zipped.bytes < plain.bytes ? zipped : plain
}

/** Bytes of the compact form: header, encrypted key (40 bytes or none), IV (12), ciphertext, tag (16). */
function sizeOf(plaintext: number, locked: boolean, zip: boolean): number {
  const salted = locked ? `,"p2c":${iterations.sealing},"p2s":"${'A'.repeat(22)}"`.length : 0
  const header = JSON.stringify(headerOf(locked, zip)).length + salted
  const parts = [header, locked ? 40 : 0, 12, plaintext, 16]
  return parts.reduce((sum, bytes) => sum + Math.ceil((bytes * 4) / 3), parts.length - 1)
}
