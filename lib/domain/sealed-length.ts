import { longestPayload, type Payload, plaintextOf, sameLength } from './payload'
import { storedBytes } from './server'

/** PBKDF2 iterations: what sealing uses, and the maximum that a stranger's header can make us do (~0.8 s). */
export const iterations = { sealing: 600_000, most: 2_000_000 } as const

/** The header of a new envelope, in member order (RFC 7516 §4.1). Sealing adds PBES2's salt and count. */
export const headerOf = (locked: boolean, zip: boolean) => ({
  alg: locked ? 'PBES2-HS512+A256KW' : 'dir',
  enc: 'A256GCM',
  ...(zip && { zip: 'DEF' }),
  typ: 'cachet',
})

/** Above `sameLength`, plaintext lengths are padded to multiples of this many bytes, to reveal less. */
const step = 512

/**
 * Bytes of the uncompressed JWE: exact when `seal` does not compress, and never less than what it makes.
 * For the size meter, so it also accepts what `seal` would refuse.
 * @param room bytes of a JWE that the server stores untruncated
 */
export function largestSealed(payload: Payload, locked: boolean, room: number = storedBytes): number {
  const { length } = plaintextOf(payload)
  return sizeOf(lengthFor(length, locked, false, room) ?? length, locked, false)
}

/**
 * The length after padding to the next step, or to the last length that fits; `undefined` if it does not
 * fit at all.
 */
export function lengthFor(length: number, locked: boolean, zip: boolean, room: number): number | undefined {
  const fits = (bytes: number) => sizeOf(bytes, locked, zip) <= room
  if (!fits(length)) return undefined
  const next = length <= sameLength ? sameLength : Math.ceil(length / step) * step
  let wanted = Math.min(next, Math.max(length, longestPayload))
  while (!fits(wanted)) wanted--
  return wanted
}

/** Bytes of the compact form: header, encrypted key (40 bytes or none), IV (12), ciphertext, tag (16). */
export function sizeOf(plaintext: number, locked: boolean, zip: boolean): number {
  const salted = locked ? `,"p2c":${iterations.sealing},"p2s":"${'A'.repeat(22)}"`.length : 0
  const header = JSON.stringify(headerOf(locked, zip)).length + salted
  const parts = [header, locked ? 40 : 0, 12, plaintext, 16]
  return parts.reduce((sum, bytes) => sum + Math.ceil((bytes * 4) / 3), parts.length - 1)
}
