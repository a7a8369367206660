import { decode } from 'jose/base64url'
import { readHeader } from './protected-header'

/**
 * What a JWE of ours is encrypted with; `undefined` where key or passphrase are others, as far as that shows before the
 * tag. With a passphrase it takes as long as the header says. RFC 7518 §4.5 and §4.8, RFC 3394.
 * @param key the link key, or what it makes with a passphrase
 * @throws where the header is none of ours
 */
export async function contentKey(jwe: string, key: Uint8Array): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const header = readHeader(jwe)
  if (header.alg === 'dir') return Uint8Array.from(key)
  const { subtle } = crypto
  const salt = Uint8Array.from([...new TextEncoder().encode(`${header.alg}\0`), ...decode(header.p2s)])
  const rounds = { name: 'PBKDF2', hash: 'SHA-512', salt, iterations: header.p2c }
  const base = await subtle.importKey('raw', Uint8Array.from(key), 'PBKDF2', false, ['deriveKey'])
  const wrapping = { name: 'AES-KW', length: 256 }
  const unwrapping = await subtle.deriveKey(rounds, base, wrapping, false, ['unwrapKey'])
  const [, wrapped = ''] = jwe.split('.')
  const content = await subtle
    .unwrapKey('raw', Uint8Array.from(decode(wrapped)), unwrapping, 'AES-KW', 'AES-GCM', true, ['decrypt'])
    .catch(() => undefined)
  return content && new Uint8Array(await subtle.exportKey('raw', content))
}

/** Locks of other headers that a passphrase is tried on: each may take most of a second. */
const mostLocks = 3

/** `contentKey`, once for each lock: where header and encrypted key are the same, so is what they hold. */
export function contentKeys(key: Uint8Array): (jwe: string) => ReturnType<typeof contentKey> {
  const known = new Map<string, ReturnType<typeof contentKey>>()
  return async jwe => {
    const lock = jwe.split('.', 2).join('.')
    if (!known.has(lock) && known.size < mostLocks) known.set(lock, contentKey(jwe, key))
    return known.get(lock)
  }
}

/**
 * Whether a key belongs to a JWE though its tag does not fit: what is not altered of it still decrypts, as in counter
 * mode (NIST SP 800-38D §6.5), and each letter begins alike.
 */
export async function belongs(jwe: string, content: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const [, , iv = '', ciphertext = ''] = jwe.split('.')
  const counter = Uint8Array.from([...decode(iv), 0, 0, 0, 2])
  const key = await crypto.subtle.importKey('raw', content, 'AES-CTR', false, ['decrypt'])
  const parameters = { name: 'AES-CTR', counter, length: 32 }
  const bytes = await crypto.subtle.decrypt(parameters, key, Uint8Array.from(decode(ciphertext)))
  const start = readHeader(jwe).zip === undefined ? new Uint8Array(bytes) : await startInflated(bytes)
  return new TextDecoder().decode(start.subarray(0, 9)) === '{"text":"'
}

/** What the first of deflated data says, whatever follows. */
async function startInflated(bytes: ArrayBuffer): Promise<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  const { value } = await reader.read()
  await reader.cancel()
  return value ?? new Uint8Array()
}
