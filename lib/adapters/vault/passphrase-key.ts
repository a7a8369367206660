import { decode, encode } from 'jose/base64url'
import * as z from 'zod/mini'
import { Fault, faultOf } from '../../domain/fault'
import { waitAfter } from '../../domain/lock-options'
import type { Area } from '../storage-area'
import { asVersion, record } from '../versioned-record'
import { decryptAesGcm, encryptAesGcm } from './aes-gcm'
import type { ByPassphrase } from './stored-keys'

/**
 * The cost of each guess at the lock's passphrase: PBKDF2 iterations. Fixed; no stored value can change it.
 */
export const lockIterations = 600_000
const purpose = 'data key'

/** Wraps the raw data key with a passphrase: PBKDF2-SHA-512 (RFC 8018 §5.2), then AES-256-GCM. */
export async function wrapBy(
  passphrase: string,
  raw: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<ByPassphrase> {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const dataKey = await encryptAesGcm(await keyFrom(passphrase, salt, iterations), raw, purpose)
  return { version: 1, by: 'passphrase', salt: encode(salt), dataKey }
}

/** @throws Fault `wrongPassphrase`, also if the data was tampered with: the two are indistinguishable */
export async function unwrapBy(
  passphrase: string,
  { salt, dataKey }: ByPassphrase,
  iterations: number,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const key = await keyFrom(passphrase, new Uint8Array(decode(salt)), iterations)
    return await decryptAesGcm(key, dataKey, purpose)
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

/** Wrong passphrases in a row, and when the last one was tried, in milliseconds. */
export const UnlockAttempts = z.strictObject({ version: z.literal(1), wrong: z.int(), last: z.int() })
const KeyOnDisk = z.object({ ...UnlockAttempts.shape, version: asVersion(1) })

/** Slows down guessing, even across restarts: an attempt counts as wrong before it is made. */
export function createUnlockAttempts(local: Area, now: () => number) {
  const kept = record(local, 'lock-tries', { asRead: KeyOnDisk, whole: UnlockAttempts })
  // A full disk must not lock out a user who knows the passphrase.
  const note = (wrong: number, last: number) => kept.write({ version: 1, wrong, last }).catch(() => {})
  return {
    /** @throws Fault `lockWait` (`by`: seconds) when it is too early to try, and what `attempt` throws */
    async slowed<T>(attempt: () => Promise<T>): Promise<T> {
      const { wrong, last } = (await kept.read()) ?? { wrong: 0, last: 0 }
      // If the clock was set back, don't wait until it has caught up.
      const since = Math.max(0, now() - last)
      const left = waitAfter(wrong) - since
      if (left > 0) {
        if (now() < last) await note(wrong, now())
        throw new Fault('lockWait', { by: Math.ceil(left / 1000) })
      }
      await note(wrong + 1, now())
      const made = await attempt().catch(async (error: unknown) => {
        if (faultOf(error).code !== 'wrongPassphrase') await note(wrong, last)
        throw error
      })
      if (await kept.isNewer()) await note(0, last)
      else await kept.clear().catch(() => {})
      return made
    },
  }
}
