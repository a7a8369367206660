import { decode } from 'jose/base64url'
import { isLocked, type LinkLock, lockKeyOf, locksIn, readHeader } from './jwe-envelope'
import { allSealed, headerStarts, sealedShapes } from './sealed-text'
import { readings } from './text-codings'

/**
 * What is wrong with a text that holds no whole sealed text. `partial`: cut at both ends, or it is unclear
 * which.
 */
export type MissingPart = 'cutAtEnd' | 'cutAtStart' | 'altered' | 'partial' | 'nothing'

/**
 * Why nothing opened, as far as can be told. `otherLock`: link and text disagree on whether a passphrase is
 * needed.
 */
export type OpenFailure = MissingPart | 'otherLink' | 'otherLock'

/** Limits on the characters and candidates examined, since a hostile text must be cheap to reject. */
const most = { characters: 100_000, tried: 10 }

/** For a text in which nothing opened. `lock`: that of the link used. Never rejects. */
export async function openFailureOf(stored: string, lock: LinkLock): Promise<OpenFailure> {
  const locked = lock.passphrase !== undefined
  const why = mismatchOf(stored, locked)
  if (why) return why
  const fitting = allSealed(stored).filter(jwe => isLocked(jwe) === locked)
  for (const jwe of fitting.slice(0, locked ? 1 : most.tried)) {
    if (await isOfLock(jwe, lock)) return 'altered'
  }
  return 'otherLink'
}

/**
 * Why no sealed text in this can belong to a link, by the headers alone; `undefined` if one can. `locked`:
 * whether the link says that a passphrase is needed.
 */
export function mismatchOf(stored: string, locked: boolean): OpenFailure | undefined {
  const locks = locksIn(stored)
  if (locks.has(locked)) return undefined
  if (locks.has(!locked)) return 'otherLock'
  return locks.size === 0 ? missingPartOf(stored) : 'altered'
}

/**
 * Whether a key belongs to a JWE that it does not open, which means that the text was altered. Opening
 * deliberately has only one failure; this tests no more than the key, and returns nothing of what it
 * decrypts.
 */
async function isOfLock(jwe: string, lock: LinkLock): Promise<boolean> {
  try {
    const header = readHeader(jwe)
    if (header.alg === 'dir') return await beginsLikeOurs(jwe, lockKeyOf(lock), header.zip)
    // With a passphrase, the encrypted key has an integrity check of its own (RFC 3394 §2.2.3).
    const { subtle } = crypto
    const salt = Uint8Array.from([...new TextEncoder().encode(`${header.alg}\0`), ...decode(header.p2s)])
    const rounds = { name: 'PBKDF2', hash: 'SHA-512', salt, iterations: header.p2c }
    const base = await subtle.importKey('raw', lockKeyOf(lock), 'PBKDF2', false, ['deriveKey'])
    const wrapping = { name: 'AES-KW', length: 256 }
    const unwrapping = await subtle.deriveKey(rounds, base, wrapping, false, ['unwrapKey'])
    const wrapped = bytesOf(jwe.split('.')[1])
    await subtle.unwrapKey('raw', wrapped, unwrapping, 'AES-KW', 'AES-GCM', false, ['decrypt'])
    return true
  } catch {
    return false
  }
}

/**
 * Unaltered bytes decrypt in place under GCM's counter mode (NIST SP 800-38D §6.5), and all plaintexts
 * begin alike.
 */
async function beginsLikeOurs(jwe: string, raw: Uint8Array<ArrayBuffer>, zip: boolean): Promise<boolean> {
  const [, , iv, ciphertext] = jwe.split('.')
  const counter = Uint8Array.from([...bytesOf(iv), 0, 0, 0, 2])
  const key = await crypto.subtle.importKey('raw', raw, 'AES-CTR', false, ['decrypt'])
  const parameters = { name: 'AES-CTR', counter, length: 32 }
  const bytes = await crypto.subtle.decrypt(parameters, key, bytesOf(ciphertext))
  const start = zip ? await startInflated(bytes) : new Uint8Array(bytes)
  return new TextDecoder().decode(start.subarray(0, 9)) === '{"text":"'
}

/** The first chunk of inflated data, whatever follows it. */
async function startInflated(bytes: ArrayBuffer): Promise<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  const { value } = await reader.read()
  await reader.cancel()
  return value ?? new Uint8Array()
}

const bytesOf = (part = ''): Uint8Array<ArrayBuffer> => Uint8Array.from(decode(part))

/** What is missing from a text that holds no whole sealed text. */
export function missingPartOf(text: string): MissingPart {
  const found = new Set<MissingPart>()
  for (const reading of readings(text.slice(0, most.characters), sealedShapes)) found.add(missingIn(reading))
  const order = ['cutAtEnd', 'altered', 'cutAtStart', 'partial'] as const
  return order.find(missing => found.has(missing)) ?? 'nothing'
}

/**
 * A header's end, `"typ":"cachet"}`, in its three base64 alignments; then the other parts, whose lengths
 * are known.
 */
const endOfHeader = String.raw`(?:ImNhY2hldCJ9|iY2FjaGV0In0|JjYWNoZXQifQ)[\w-]{0,200}`
// Scans each run of characters only once, since a hostile one may be long.
const lacksStart = new RegExp(
  String.raw`${endOfHeader}\.[\w-]*\.[\w-]{16}\.|\.[\w-]{16}\.[\w-]{20,}\.[\w-]{22}|(?<![\w-])[\w-]{20,}\.[\w-]{22}(?![\w-])`,
)

function missingIn(reading: string): MissingPart {
  const start = headerStarts.map(start => reading.indexOf(start)).find(at => at >= 0)
  if (start === undefined) {
    if (lacksStart.test(reading)) return 'cutAtStart'
    return /eyJ[\w-]{20}|[\w-]{60}/.test(reading) ? 'partial' : 'nothing'
  }
  const parts = reading.slice(start).split('.', 5)
  return parts.length === 5 && /^[\w-]{22}/.test(parts[4] ?? '') ? 'altered' : 'cutAtEnd'
}
