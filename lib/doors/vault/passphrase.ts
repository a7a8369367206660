import { decode, encode } from 'jose/base64url'
import { Fault } from '../../rules/fault'
import { closeBox, openBox } from './boxes'
import type { ByPassphrase } from './stored'

/** What each guess at the lock's passphrase costs: PBKDF2 iterations. Nothing that is stored says another number. */
export const lockIterations = 600_000
const purpose = 'data key'

/** Closes the raw data key by a passphrase: PBKDF2-SHA-512 (RFC 8018 §5.2), then AES-256-GCM. */
export async function wrapBy(
  passphrase: string,
  raw: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<ByPassphrase> {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const dataKey = await closeBox(await keyFrom(passphrase, salt, iterations), raw, purpose)
  return { version: 1, by: 'passphrase', salt: encode(salt), dataKey }
}

/** @throws Fault `wrongPassphrase`, also for one that was tampered with: nobody can tell */
export async function unwrapBy(
  passphrase: string,
  { salt, dataKey }: ByPassphrase,
  iterations: number,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const key = await keyFrom(passphrase, new Uint8Array(decode(salt)), iterations)
    return await openBox(key, dataKey, purpose)
  } catch (cause) {
    throw new Fault('wrongPassphrase', { cause })
  }
}

async function keyFrom(
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<CryptoKey> {
  const typed = new TextEncoder().encode(passphrase)
  const base = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey'])
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-512', salt, iterations },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  )
}
