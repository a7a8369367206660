import { decode } from 'jose/base64url'
import { type Header, readHeader } from '../../lib/domain/jwe-envelope'

/**
 * In the place of `jose/jwe/compact/decrypt`, most of which is for algorithms that no header of ours names. Decrypts
 * a compact JWE (RFC 7516 §5.2) by Web Crypto: `dir` or `PBES2-HS512+A256KW` (RFC 7518 §4.5 and §4.8), then `A256GCM`
 * (§5.3). The extension opens the same texts by the library, and tests hold one to the other.
 */
export async function compactDecrypt(
  jwe: string,
  key: Uint8Array<ArrayBuffer>,
  { maxDecompressedLength }: { maxDecompressedLength: number },
): Promise<{ plaintext: Uint8Array }> {
  // Refuses every header but ours, too many rounds, and what is not canonical.
  const header = readHeader(jwe)
  const parts = jwe.split('.')
  const [, encryptedKey = none, iv = none, ciphertext = none, tag = none] = parts.map(bytesOf)
  const wrapped = header.alg === 'dir' ? 0 : wrappedKeyBytes
  if (parts.length !== 5 || encryptedKey.length !== wrapped || iv.length !== 12 || tag.length !== 16)
    throw new Error('a part that is too long or too short')
  const plaintext = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv, additionalData: utf8(parts[0] ?? '') },
    await contentKey(header, key, encryptedKey),
    await new Blob([ciphertext, tag]).arrayBuffer(),
  )
  return {
    plaintext: header.zip ? await inflate(plaintext, maxDecompressedLength) : new Uint8Array(plaintext),
  }
}

type Bytes = Uint8Array<ArrayBuffer>
const none: Bytes = new Uint8Array()
const bytesOf = (part: string): Bytes => Uint8Array.from(decode(part))
const utf8 = (text: string): Bytes => new TextEncoder().encode(text)

/** Of 32 bytes. RFC 3394 */
const wrappedKeyBytes = 40

async function contentKey(header: Header, key: Bytes, encryptedKey: Bytes): Promise<CryptoKey> {
  const { subtle } = crypto
  if (header.alg === 'dir') {
    if (key.length !== 32) throw new Error('not a key of 256 bits')
    return subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt'])
  }
  const salt = await new Blob([`${header.alg}\0`, bytesOf(header.p2s)]).arrayBuffer()
  const wrappingKey = await subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-512', salt, iterations: header.p2c },
    await subtle.importKey('raw', key, 'PBKDF2', false, ['deriveKey']),
    { name: 'AES-KW', length: 256 },
    false,
    ['unwrapKey'],
  )
  return subtle.unwrapKey('raw', encryptedKey, wrappingKey, 'AES-KW', 'AES-GCM', false, ['decrypt'])
}

/** @throws Error as soon as it is more than `most` bytes: a few bytes can hold a million times as many. */
async function inflate(deflated: ArrayBuffer, most: number): Promise<Uint8Array> {
  const reader = new Blob([deflated]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  const chunks: Bytes[] = []
  let length = 0
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return new Uint8Array(await new Blob(chunks).arrayBuffer())
    chunks.push(value)
    length += value.length
    if (length > most) {
      await reader.cancel().catch(() => {})
      throw new Error('more than a payload may have')
    }
  }
}
