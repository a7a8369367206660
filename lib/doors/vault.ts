import { decode, encode } from 'jose/base64url'
import * as z from 'zod/mini'
import { type Area, cell } from './storage'

/** Keeps one key that can be used but not read: IndexedDB holds it as the browser's own object. */
export type KeyStore = {
  load(): Promise<CryptoKey | undefined>
  save(key: CryptoKey): Promise<void>
  clear(): Promise<void>
}

const Wrapped = z.strictObject({ version: z.literal(1), dataKey: z.string() })
const aes = { name: 'AES-GCM', length: 256 } as const

/**
 * Encrypts what may lie on disk but must not be read there: metadata keys and tokens. A random data key
 * does it; the data key itself is stored encrypted by a key that never leaves the browser's key store.
 * Everything is AES-256-GCM as `base64url(12 bytes of nonce, ciphertext, tag)`.
 */
export function createVault(local: Area, keys: KeyStore) {
  const wrapped = cell(local, 'vault', Wrapped)

  async function openDataKey(): Promise<CryptoKey> {
    const [wrappingKey, stored] = await Promise.all([keys.load(), wrapped.read()])
    if (wrappingKey && stored) return importDataKey(await decrypt(wrappingKey, stored.dataKey, 'data key'))
    return makeDataKey()
  }

  async function makeDataKey(): Promise<CryptoKey> {
    const wrappingKey = await crypto.subtle.generateKey(aes, false, ['encrypt', 'decrypt'])
    const raw = crypto.getRandomValues(new Uint8Array(32))
    await keys.save(wrappingKey)
    await wrapped.write({ version: 1, dataKey: await encrypt(wrappingKey, raw, 'data key') })
    return importDataKey(raw)
  }

  // Two first uses at once must not make two keys.
  let opening: Promise<CryptoKey> | undefined
  const dataKey = (): Promise<CryptoKey> => {
    opening ??= openDataKey().catch((error: unknown) => {
      opening = undefined
      throw error
    })
    return opening
  }

  return {
    /** `purpose` is bound to the ciphertext: what was encrypted for one entry opens for no other. */
    encrypt: async (text: string, purpose: string): Promise<string> =>
      encrypt(await dataKey(), new TextEncoder().encode(text), purpose),
    /** Rejects when it was made with another key or for another purpose. */
    decrypt: async (box: string, purpose: string): Promise<string> =>
      new TextDecoder('utf-8', { fatal: true }).decode(await decrypt(await dataKey(), box, purpose)),
    /** Nothing that was encrypted so far can be opened any more; what comes is encrypted with a new key. */
    erase: async (): Promise<void> => {
      opening = undefined
      await Promise.all([keys.clear(), wrapped.clear()])
    },
  }
}
export type Vault = ReturnType<typeof createVault>

const importDataKey = (raw: Uint8Array<ArrayBuffer>) =>
  crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])

async function encrypt(key: CryptoKey, plain: Uint8Array<ArrayBuffer>, purpose: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const box = new Uint8Array(await crypto.subtle.encrypt(parameters(iv, purpose), key, plain))
  return encode(new Uint8Array([...iv, ...box]))
}

async function decrypt(key: CryptoKey, box: string, purpose: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(decode(box))
  const plain = await crypto.subtle.decrypt(parameters(bytes.slice(0, 12), purpose), key, bytes.slice(12))
  return new Uint8Array(plain)
}

const parameters = (iv: Uint8Array<ArrayBuffer>, purpose: string) => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(purpose),
})
