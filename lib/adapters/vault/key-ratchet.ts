import { decode, encode } from 'jose/base64url'
import * as z from 'zod/mini'
import { decryptAesGcm, encryptAesGcm, importKey } from './aes-gcm'

/**
 * Encrypts what arrives while locked, when nothing can be decrypted: a symmetric-key ratchet. Each box has
 * its own key, the SHA-256 of the previous one, which is forgotten once used. So a later look at memory
 * opens none of the earlier boxes; the data key, which encrypts the first key, opens all.
 */
export const Ratchet = z.strictObject({
  /** The first key, encrypted with the data key. */
  start: z.string(),
  /** How often the key was hashed. Always six digits, so that rewriting it takes no more room. */
  step: z.string().check(z.regex(/^\d{6}$/)),
  /** The key for the next box: 32 bytes in base64url. */
  key: z.string(),
})
export type Ratchet = z.infer<typeof Ratchet>

type Raw = Uint8Array<ArrayBuffer>
const purpose = 'ratchet'
const last = 999_999
const hashed = async (key: Raw): Promise<Raw> => new Uint8Array(await crypto.subtle.digest('SHA-256', key))

export async function startRatchet(dataKey: CryptoKey): Promise<Ratchet> {
  const first = crypto.getRandomValues(new Uint8Array(32))
  return { start: await encryptAesGcm(dataKey, first, purpose), step: '000000', key: encode(first) }
}

/**
 * The next state, to be stored before the box is. At the end it stops advancing and the last key is reused.
 */
export async function nextRatchet(ratchet: Ratchet): Promise<Ratchet> {
  const step = Number(ratchet.step) + 1
  if (step > last) return ratchet
  const key = encode(await hashed(new Uint8Array(decode(ratchet.key))))
  return { ...ratchet, step: String(step).padStart(6, '0'), key }
}

/** `START.STEP.BOX`: decrypting it takes only the data key, wherever and however long it is stored. */
export async function encryptByRatchet(
  { start, step, key }: Ratchet,
  plain: Raw,
  purpose: string,
): Promise<string> {
  return `${start}.${step}.${await encryptAesGcm(await importKey(new Uint8Array(decode(key))), plain, purpose)}`
}

const form = /^([\w-]+)\.(\d{6})\.([\w-]+)$/
export const isByRatchet = (box: string): boolean => form.test(box)

/** Rejects if it was encrypted under another data key, or for another purpose. */
export async function decryptByRatchet(dataKey: CryptoKey, box: string, wanted: string): Promise<Raw> {
  const [, start = '', step = '', inner = ''] = form.exec(box) ?? []
  let key = await decryptAesGcm(dataKey, start, purpose)
  for (let left = Number(step); left > 0; left--) key = await hashed(key)
  return decryptAesGcm(await importKey(key), inner, wanted)
}
