import type { LinkTarget } from '../../domain/link'
import { formField, type Network, requestOf } from './request'
import type { SecretAnswer } from './secret-answer'

/** The request to reveal a secret, which works only once. The passphrase is the one the server checks. */
export type RevealRequest = LinkTarget & { passphrase?: string | undefined }

/** Maximum bytes accepted. No server stores a million, so nothing larger is a secret. */
const most = 16 * 1024 * 1024

/**
 * Reveals a secret, which destroys it on its server. So once the request is made, there is no time-out, and
 * the answer is accepted as it comes: slow, truncated, of whatever status, shape and length.
 * @throws the fault from `network` if no response started
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
 * If a reused connection breaks without an answer, browsers silently repeat the request, and would return
 * "gone" for the secret that the first try used up. So idle connections are kept busy with a harmless
 * request, which makes the reveal use a new one.
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
  // The stream may be endless: cancel it without waiting.
  if (!whole) reader?.cancel().catch(() => {})
  const bytes = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return { bytes, whole }
}

/** Lossless: invalid UTF-8 is not replaced. A broken connection may have cut within a character. */
function textOf(bytes: Uint8Array, whole: boolean): Pick<SecretAnswer, 'body' | 'binary'> {
  try {
    const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    return { body: strict.decode(bytes, { stream: !whole }), binary: false }
  } catch {
    return { body: Array.from(bytes, byte => String.fromCharCode(byte)).join(''), binary: true }
  }
}
