import { decode, encode } from 'jose/base64url'

/** AES-256-GCM as `base64url(12 bytes of nonce, ciphertext, tag)`, with `purpose` as additional data. */
export async function encryptAesGcm(
  key: CryptoKey,
  plain: Uint8Array<ArrayBuffer>,
  purpose: string,
): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const box = new Uint8Array(await crypto.subtle.encrypt(parameters(iv, purpose), key, plain))
  return encode(new Uint8Array([...iv, ...box]))
}

/** Rejects if it was encrypted with another key or for another purpose. */
export async function decryptAesGcm(
  key: CryptoKey,
  box: string,
  purpose: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(decode(box))
  const plain = await crypto.subtle.decrypt(parameters(bytes.slice(0, 12), purpose), key, bytes.slice(12))
  return new Uint8Array(plain)
}

export const importKey = (raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])

const parameters = (iv: Uint8Array<ArrayBuffer>, purpose: string) => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(purpose),
})
