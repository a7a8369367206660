import { decode, encode } from 'jose/base64url'
import { compactDecrypt } from 'jose/jwe/compact/decrypt'
import { CompactEncrypt } from 'jose/jwe/compact/encrypt'
import { Fault } from './fault'
import { packed } from './padding'
import { longestPayload, type Payload, plaintextOf } from './payload'
import { checkCharacters, checkPayload } from './plaintext'
import { headerOf, iterations } from './sealed-length'
import { allSealed } from './sealed-text'
import { readSharedFile } from './shared-file'

/** What opens a sealed text: 32 bytes from the link, and a passphrase if the sender set one. */
export type LinkLock = { linkKey: Uint8Array; passphrase?: string }

export const newLinkKey = (): Uint8Array => crypto.getRandomValues(new Uint8Array(32))

/**
 * Seals a payload as a compact JWE (RFC 7516 §7.1), which any JOSE tool opens when given the key.
 * @param room bytes of a JWE that the server stores untruncated
 * @throws Fault `empty` | `loneSurrogate` | `nul` | `malformed` | `passphraseShort` (an empty one) |
 * `tooLong` (`by`: bytes)
 */
export async function seal(payload: Payload, lock: LinkLock, room?: number): Promise<string> {
  checkPayload(payload)
  checkCharacters(lock.passphrase ?? '')
  if (lock.passphrase === '') throw new Fault('passphraseShort', { by: 1 })
  const by = plaintextOf(payload).length - longestPayload
  if (by > 0) throw new Fault('tooLong', { by })

  const locked = lock.passphrase !== undefined
  const { plaintext, zip } = await packed(payload, locked, room)
  const jwe = new CompactEncrypt(plaintext).setProtectedHeader(headerOf(locked, zip))
  if (locked) jwe.setKeyManagementParameters({ p2c: iterations.sealing })
  return jwe.encrypt(lockKeyOf(lock))
}

/**
 * Restricts algorithms to those our header may name, and limits the work: PBKDF2 rounds and inflated bytes.
 */
const bounds = {
  keyManagementAlgorithms: ['dir', 'PBES2-HS512+A256KW'],
  contentEncryptionAlgorithms: ['A256GCM'],
  maxPBES2Count: iterations.most,
  maxDecompressedLength: longestPayload,
}

/**
 * How many candidates a passphrase is tried on: each may take most of a second. The right one is among the
 * first two.
 */
const mostTries = 8

/**
 * Opens the sealed text found anywhere in what the server stored, however it was altered since: of all
 * candidates, the one whose tag verifies. A passphrase must be given exactly when the header asks for one,
 * so that nobody holding only the link can pass off a payload as locked by both.
 * @throws Fault `notOpened`, whatever was wrong; the cause names neither key, passphrase nor text
 */
export async function open(stored: string, lock: LinkLock): Promise<Payload> {
  let cause: unknown = new Error('nothing that this lock opens')
  try {
    const key = lockKeyOf(lock)
    const locked = lock.passphrase !== undefined
    const fitting = allSealed(stored).filter(jwe => isLocked(jwe) === locked)
    for (const jwe of locked ? fitting.slice(0, mostTries) : fitting) {
      try {
        return readPlaintext((await compactDecrypt(jwe, key, bounds)).plaintext)
      } catch (error) {
        cause = error
      }
    }
  } catch (error) {
    cause = error
  }
  throw new Fault('notOpened', { cause })
}

/**
 * Whether opening needs a passphrase, according to the first header of ours; `undefined` if there is none.
 */
export const needsPassphrase = (stored: string): boolean | undefined =>
  allSealed(stored)
    .map(isLocked)
    .find(locked => locked !== undefined)

/** The same for every sealed text in it; `undefined` for those whose header or encoding is not ours. */
export const locksIn = (stored: string): Set<boolean | undefined> => new Set(allSealed(stored).map(isLocked))

/** Whether a JWE needs a passphrase; `undefined` when its header or encoding is not ours. */
export function isLocked(jwe: string): boolean | undefined {
  try {
    return readHeader(jwe).alg !== 'dir'
  } catch {
    return undefined
  }
}

/** With fewer PBKDF2 rounds, passphrases can be guessed so fast that the user must be warned. */
const enoughIterations = 100_000

/**
 * Whether, by its header, a sealed text in this has so few rounds that passphrases can be guessed very
 * fast.
 */
export function isWeaklyLocked(stored: string): boolean {
  return allSealed(stored).some(jwe => {
    try {
      const header = readHeader(jwe)
      return header.alg !== 'dir' && header.p2c < enoughIterations
    } catch {
      return false
    }
  })
}

/** The link key itself, or with a passphrase the password made from both. */
export function lockKeyOf({ linkKey, passphrase }: LinkLock): Uint8Array<ArrayBuffer> {
  if (linkKey.length !== 32) throw new RangeError('a link key has 32 bytes')
  return passphrase === undefined
    ? Uint8Array.from(linkKey)
    : new TextEncoder().encode(`${encode(linkKey)}.${passphrase.normalize('NFKC')}`)
}

/** The variable parts of our header. RFC 7516 §4.1, RFC 7518 §4.5 and §4.8.1 */
export type Header = { zip: boolean } & (
  | { alg: 'dir' }
  | { alg: 'PBES2-HS512+A256KW'; p2c: number; p2s: string }
)

/**
 * Checks everything that can be wrong before a key is used: parts, encoding, header. The header must be
 * spelled as `JSON.stringify` does, which rules out duplicate members, `1e3` and `\u0061lg`, and may
 * contain only what is listed here. Done without Zod, which would be a sixth of the opener page's size.
 */
export function readHeader(jwe: string): Header {
  const parts = jwe.split('.')
  if (!parts.every(isCanonical)) throw new Error('not canonical base64url')
  const json = strictUtf8(decode(parts[0] ?? ''))
  const header: unknown = JSON.parse(json)
  if (JSON.stringify(header) !== json) throw new Error('not canonical JSON')
  const { alg, enc, zip, typ, p2c, p2s, ...more }: Record<string, unknown> = Object(header)
  const isOurs = enc === 'A256GCM' && typ === 'cachet' && Object.keys(more).length === 0
  if (!isOurs || (zip !== undefined && zip !== 'DEF')) throw new Error('not a header of ours')
  const common = { zip: zip === 'DEF' }
  if (alg === 'dir' && p2c === undefined && p2s === undefined) return { alg, ...common }
  const isBounded = typeof p2c === 'number' && Number.isInteger(p2c) && p2c > 0 && p2c <= iterations.most
  const isSalted = typeof p2s === 'string' && isCanonical(p2s) && decode(p2s).length >= 8
  if (alg !== 'PBES2-HS512+A256KW' || !isBounded || !isSalted) throw new Error('no way to the key')
  return { alg, p2c, p2s, ...common }
}

/** Rejects base64url aliases: the last character may carry bits beyond the last byte (RFC 4648 §3.5). */
function isCanonical(part: string): boolean {
  try {
    return encode(decode(part)) === part
  } catch {
    // The length is one that no byte sequence encodes to.
    return false
  }
}

/**
 * The payload in a plaintext. Also rejects what cannot have been intended: no text and no file, or both; a
 * lone surrogate, a duplicate member. The error reveals nothing of what was read.
 */
function readPlaintext(bytes: Uint8Array): Payload {
  try {
    const json = strictUtf8(bytes)
    const members: Record<string, unknown> = Object(JSON.parse(json))
    const { text, file, note, pad = '', ...more } = members
    const isPad = typeof pad === 'string' && /^ *$/.test(pad)
    if (!isPad || Object.keys(more).length > 0) throw new Error('a member that is none of ours')
    // `JSON.parse` takes the last of two, other parsers the first: two people would see different texts.
    const quotes = 4 * Object.keys(members).length + ('file' in members ? quotesOfFile : 0)
    if (quotesIn(json) !== quotes) throw new Error('a member twice')
    if (note !== undefined && typeof note !== 'string') throw new Error('no note')
    checkCharacters(note ?? '')
    const noted = note === undefined ? {} : { note }
    if ('file' in members) {
      if ('text' in members) throw new Error('a text and a file')
      return { file: readSharedFile(file), ...noted }
    }
    if (typeof text !== 'string' || text.trim() === '') throw new Error('no text')
    checkCharacters(text)
    return { text, ...noted }
  } catch {
    // The parsers' own messages quote what they read, which is the secret.
    throw new Error('the plaintext is not a payload')
  }
}

/** A file's own members are three; the one that holds it has no quotes around its value. */
const quotesOfFile = 3 * 4 - 2

/** Unescaped quotes: four for each member, since all values are strings. */
const quotesIn = (json: string): number => json.replace(/\\./g, '').split('"').length - 1

const strictUtf8 = (bytes: Uint8Array): string =>
  new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
