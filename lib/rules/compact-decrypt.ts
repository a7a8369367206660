import { decode } from 'jose/base64url'

/**
 * Opens a compact JWE of the two algorithms that the sealed format has. `readHeader` was there before, so the header
 * holds nothing else. By our own hand, as jose does not look for what stands after the deflated data, and brings a dozen
 * algorithms to the opener page, a third of it.
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
  const bytes = new Uint8Array(plaintext)
  return { plaintext: header.zip === undefined ? bytes : await inflatedWhole(bytes, maxDecompressedLength) }
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

/** All of it must be deflated data, whose end is in its last byte; not every platform looks. */
async function inflatedWhole(bytes: Uint8Array<ArrayBuffer>, most: number): Promise<Uint8Array> {
  const all = await inflated(bytes, most)
  const isLonger = await inflated(bytes.subarray(0, -1), most).then(
    () => true,
    () => false,
  )
  if (isLonger) throw new Error('more than deflated data')
  return all
}

/** What inflates to more than `most` bytes is refused while it grows. */
async function inflated(bytes: Uint8Array<ArrayBuffer>, most: number) {
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
