import { longestPayload, type Payload, plaintextOf, sameLength } from './payload'
import { storedBytes } from './server'

/** PBKDF2 iterations: what sealing uses, and the most that a stranger's header can make us do (~0.8 s). */
export const iterations = { sealing: 600_000, most: 2_000_000 } as const

/** The header of a new envelope, in its order (RFC 7516 §4.1). PBES2's salt and count come in when it is sealed. */
export const headerOf = (locked: boolean, zip: boolean) => ({
  alg: locked ? 'PBES2-HS512+A256KW' : 'dir',
  enc: 'A256GCM',
  ...(zip && { zip: 'DEF' }),
  typ: 'cachet',
})

/** Bytes of what is encrypted, above `sameLength`: it ends on such a step, so that its length tells no more. */
const step = 512

/**
 * Bytes of the JWE as long as it is not compressed: exact for those, and never less than what `seal`
 * makes. For the meter, so it takes what `seal` would refuse, too.
 * @param room bytes of a JWE that the server keeps whole
 */
export function largestSealed(payload: Payload, locked: boolean, room: number = storedBytes): number {
  const { length } = plaintextOf(payload)
  return sizeOf(lengthFor(length, locked, false, room) ?? length, locked, false)
}

/** The next step, or the last length for which there is room; none for what does not fit. */
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
