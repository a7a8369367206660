import { decode } from 'jose/base64url'

/**
 * The plaintext of a compact JWE of ours, by the key of its content (`contentKey`). Rejects what was altered. By our own
 * hand: jose looks for nothing behind the deflated data, and brings a dozen algorithms to the opener page.
 * @param most bytes: what inflates to more is refused while it grows
 * @see RFC 7516 §5.2, RFC 7518 §5.3
 */
export async function decrypt(
  jwe: string,
  content: Uint8Array<ArrayBuffer>,
  most: number,
): Promise<Uint8Array> {
  const { subtle } = crypto
  const [head = '', wrapped = '', iv = '', ciphertext = '', tag = ''] = jwe.split('.')
  const { alg, zip } = JSON.parse(new TextDecoder().decode(decode(head)))
  const [nonce, seal] = [bytesOf(iv), bytesOf(tag)]
  const isWhole = nonce.length === 12 && seal.length === 16 && content.length === 32
  if (!isWhole || (alg === 'dir' && wrapped !== '')) throw new Error('no JWE')
  const key = await subtle.importKey('raw', content, 'AES-GCM', false, ['decrypt'])
  const additionalData = new TextEncoder().encode(head)
  const parameters = { name: 'AES-GCM', iv: nonce, additionalData }
  const plaintext = new Uint8Array(await subtle.decrypt(parameters, key, joined(bytesOf(ciphertext), seal)))
  return zip === undefined ? plaintext : inflatedWhole(plaintext, most)
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

async function inflated(bytes: Uint8Array<ArrayBuffer>, most: number): Promise<Uint8Array> {
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

const bytesOf = (part: string) => Uint8Array.from(decode(part))
function joined(one: Uint8Array, two: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + two.length)
  both.set(one)
  both.set(two, one.length)
  return both
}
