import { type Letter, longestLetter, plaintextOf, sameLength } from './letter'
import { headerOf, iterations } from './new-header'
import { storedBytes } from './stored-bytes'

/** Bytes of what is encrypted, above `sameLength`: it ends on such a step, so that its length tells no more. */
const step = 512

/**
 * Bytes of the JWE as long as it is not compressed: exact for those, and never less than what `seal`
 * makes. For the meter, so it takes what `seal` would refuse, too.
 * @param room bytes of a JWE that the server keeps whole
 */
export function largestSealed(letter: Letter, locked: boolean, room: number = storedBytes): number {
  const { length } = plaintextOf(letter)
  return sizeOf(lengthFor(length, locked, false, room) ?? length, locked, false)
}

/** The next step, or the last length for which there is room; none for what does not fit. */
export function lengthFor(length: number, locked: boolean, zip: boolean, room: number): number | undefined {
  const fits = (bytes: number) => sizeOf(bytes, locked, zip) <= room
  if (!fits(length)) return undefined
  const next = length <= sameLength ? sameLength : Math.ceil(length / step) * step
  let wanted = Math.min(next, Math.max(length, longestLetter))
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
