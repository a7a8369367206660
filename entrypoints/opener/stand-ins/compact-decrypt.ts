import { decode } from 'jose/base64url'

/**
 * Opens a compact JWE as `jose` does, by the same name, for the two algorithms that the sealed format has: jose
 * brings a dozen, a third of the page. `readHeader` was there before, so the header holds nothing else. All
 * vectors, those refused too, are run against the built page's code.
 * @see RFC 7516 §5.2, RFC 7518 §4.5, §4.8 and §5.3
 */
export async function compactDecrypt(
  jwe: string,
  key: Uint8Array<ArrayBuffer>,
  { maxDecompressedLength }: { maxDecompressedLength: number },
): Promise<{ plaintext: Uint8Array }> {
  const [head = '', ...rest] = jwe.split('.')
  const [wrapped, iv, ciphertext, tag] = rest.map(part => Uint8Array.from(decode(part)))
  const header: Header = JSON.parse(new TextDecoder().decode(decode(head)))
  if (!wrapped || !iv || !ciphertext || iv.length !== 12 || tag?.length !== 16) throw new Error('no JWE')
  const cek = header.alg === 'dir' ? await direct(key, wrapped) : await unwrap(key, wrapped, header)
  const plaintext = await subtle.decrypt(
    { name: 'AES-GCM', iv, additionalData: utf8(head) },
    cek,
    joined(ciphertext, tag),
  )
  return { plaintext: await inflated(new Uint8Array(plaintext), header.zip, maxDecompressedLength) }
}

type Header = { alg: string; zip?: string; p2s?: string; p2c?: number }

async function direct(key: Uint8Array<ArrayBuffer>, wrapped: Uint8Array): Promise<CryptoKey> {
  if (wrapped.length !== 0 || key.length !== 32) throw new Error('no JWE')
  return subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt'])
}

async function unwrap(
  password: Uint8Array<ArrayBuffer>,
  wrapped: Uint8Array<ArrayBuffer>,
  { alg, p2s = '', p2c = 0 }: Header,
): Promise<CryptoKey> {
  if (wrapped.length !== 40) throw new Error('no JWE')
  const base = await subtle.importKey('raw', password, 'PBKDF2', false, ['deriveKey'])
  const salt = joined(utf8(`${alg}\0`), decode(p2s))
  const kek = await subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-512', salt, iterations: p2c },
    base,
    { name: 'AES-KW', length: 256 },
    false,
    ['unwrapKey'],
  )
  return subtle.unwrapKey('raw', wrapped, kek, 'AES-KW', 'AES-GCM', false, ['decrypt'])
}

/** What inflates to more than `most` bytes is refused while it grows. */
async function inflated(bytes: Uint8Array<ArrayBuffer>, zip: string | undefined, most: number) {
  if (zip === undefined) return bytes
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  let all = new Uint8Array()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return all
    if (all.length + value.length > most) {
      await reader.cancel()
      throw new Error('too long')
    }
    all = joined(all, value)
  }
}

const { subtle } = crypto
const utf8 = (text: string) => new TextEncoder().encode(text)
const joined = (one: Uint8Array, two: Uint8Array) => {
  const both = new Uint8Array(one.length + two.length)
  both.set(one)
  both.set(two, one.length)
  return both
}
