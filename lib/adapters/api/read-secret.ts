import type { LinkTarget } from '../../domain/link'
import { formField, type Network, requestOf } from './request'
import type { SecretAnswer } from './secret-answer'

/** What is asked for: the one reading of a secret. The passphrase is the server's own. */
export type RevealRequest = LinkTarget & { passphrase?: string | undefined }

/** Bytes that are taken at most. No server keeps a million; what is beyond this is nobody's secret. */
const most = 16 * 1024 * 1024

/**
 * Reads a secret, which destroys it on its server; so, once asked, the answer is waited for as long as it takes and
 * taken as it comes: slow, cut, of whatever status, shape and length.
 * @throws what `network` says when no answer has begun
 */
export async function readSecret(
  network: Network,
  { origin, secretKey, passphrase }: RevealRequest,
  now: () => number,
): Promise<SecretAnswer> {
  const asked = { path: `secret/${secretKey}`, form: formField('passphrase', passphrase) }
  const { url, init } = requestOf(origin, asked)
  const idle = keepIdleBusy(network, origin)
  const response = await network(url, init).finally(idle.leave)
  const { bytes, whole } = await everythingIn(response)
  return {
    at: now(),
    status: response.status,
    intended: response.headers.get('x-ots-intended-status'),
    ...textOf(bytes, whole),
    whole,
  }
}

/**
 * Where a connection that was used before breaks without an answer, browsers repeat the request by themselves, and
 * would bring "gone" for what the first try has just used up. So those that are idle are kept busy with a question that
 * costs nothing, and the reading goes over a new one.
 */
function keepIdleBusy(network: Network, origin: string): { leave: () => void } {
  const asking = new AbortController()
  const { url, init } = requestOf(origin, { path: 'status' })
  for (let count = 0; count < 2; count++)
    network(url, { ...init, signal: asking.signal })
      .then(response => response.body?.cancel())
      .catch(() => {})
  return { leave: () => asking.abort() }
}

async function everythingIn(response: Response): Promise<{ bytes: Uint8Array; whole: boolean }> {
  const reader = response.body?.getReader()
  const pieces: Uint8Array[] = []
  let length = 0
  let whole = true
  while (reader && whole) {
    const next = await reader.read().catch(() => undefined)
    if (next?.done) break
    if (next) {
      pieces.push(next.value)
      length += next.value.length
    }
    whole = next !== undefined && length <= most
  }
  // The stream may be endless: stop it, and don't wait for it to agree.
  if (!whole) reader?.cancel().catch(() => {})
  const bytes = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return { bytes, whole }
}

/** To the byte: what is no UTF-8 is not mended. Where the connection broke, it may have been within a character. */
function textOf(bytes: Uint8Array, whole: boolean): Pick<SecretAnswer, 'body' | 'binary'> {
  try {
    const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    return { body: strict.decode(bytes, { stream: !whole }), binary: false }
  } catch {
    return { body: Array.from(bytes, byte => String.fromCharCode(byte)).join(''), binary: true }
  }
}
