import { decode, encode } from 'jose/base64url'
import { compactDecrypt } from 'jose/jwe/compact/decrypt'
import { CompactEncrypt } from 'jose/jwe/compact/encrypt'
import * as z from 'zod/mini'
import { Fault } from './fault'
import { checkCharacters, checkPlaintext } from './plaintext'
import { findSealed } from './stored-text'

/** What the sender says. `note` is a message to the recipient, sealed along with the text. */
export type Letter = { text: string; note?: string }

/** What opens it: 32 bytes from the link, and a passphrase where the sender set one. */
export type Lock = { linkKey: Uint8Array; passphrase?: string }

/** UTF-8 bytes of JSON up to which every letter has the same length, so that passwords look alike. */
export const sameLength = 256

/**
 * UTF-8 bytes of JSON, at most. What a server keeps is some 10 000 bytes, which DEFLATE can blow up to
 * 10 MB: one million is more than a person reads and little enough for a service worker.
 */
export const longestLetter = 1_000_000

/** PBKDF2 iterations: what sealing uses, and the most that a stranger's header can make us do (~0.8 s). */
export const iterations = { sealing: 600_000, most: 2_000_000 } as const

const common = { enc: z.literal('A256GCM'), zip: z.exactOptional(z.literal('DEF')), typ: z.literal('cachet') }

// RFC 7516 §4.1, RFC 7518 §4.5 and §4.8.1; nothing that is not listed.
const Header = z.discriminatedUnion('alg', [
  z.strictObject({ alg: z.literal('dir'), ...common }),
  z.strictObject({
    alg: z.literal('PBES2-HS512+A256KW'),
    ...common,
    p2c: z.int().check(z.positive(), z.maximum(iterations.most)),
    p2s: z.string().check(z.refine(text => isCanonical(text) && decode(text).length >= 8)),
  }),
])
type Header = z.infer<typeof Header>

const Plaintext = z.strictObject({
  text: z.string(),
  note: z.exactOptional(z.string()),
  pad: z.exactOptional(z.string().check(z.regex(/^ *$/))),
})

export const newLinkKey = (): Uint8Array => crypto.getRandomValues(new Uint8Array(32))

/**
 * Seals a letter: a compact JWE (RFC 7516 §7.1) that any JOSE tool opens when given the key.
 * @throws Fault `empty` | `loneSurrogate` | `nul` | `passphraseShort` (an empty one) | `tooLong` (`by`: bytes)
 */
export async function seal(letter: Letter, lock: Lock): Promise<string> {
  checkPlaintext(letter.text)
  checkCharacters(letter.note ?? '')
  checkCharacters(lock.passphrase ?? '')
  if (lock.passphrase === '') throw new Fault('passphraseShort', { by: 1 })
  const plaintext = plaintextOf(letter)
  if (plaintext.length > longestLetter) throw new Fault('tooLong', { by: plaintext.length - longestLetter })

  const locked = lock.passphrase !== undefined
  const jwe = new CompactEncrypt(plaintext).setProtectedHeader(
    headerOf(locked, await shrinks(plaintext, locked)),
  )
  if (locked) jwe.setKeyManagementParameters({ p2c: iterations.sealing })
  return jwe.encrypt(keyOf(lock))
}

/**
 * Opens the sealed text that stands anywhere in what the server kept. A passphrase must be given exactly
 * when the header asks for one: who holds the link alone cannot pass off a letter as locked by both.
 * @throws Fault `notOpened`, whatever was wrong; the cause names neither key, passphrase nor text
 */
export async function open(stored: string, lock: Lock): Promise<Letter> {
  try {
    const jwe = findSealed(stored)
    if (jwe === undefined) throw new Error('no sealed text')
    const { alg } = readHeader(jwe)
    if ((alg === 'dir') === (lock.passphrase !== undefined)) throw new Error('not the lock of this header')
    const { plaintext } = await compactDecrypt(jwe, keyOf(lock), {
      keyManagementAlgorithms: [alg],
      contentEncryptionAlgorithms: ['A256GCM'],
      maxPBES2Count: iterations.most,
      maxDecompressedLength: longestLetter,
    })
    return readPlaintext(plaintext)
  } catch (cause) {
    throw new Fault('notOpened', { cause })
  }
}

/** Whether opening takes a passphrase, from the header alone; `undefined` when nothing of ours is in it. */
export function needsPassphrase(stored: string): boolean | undefined {
  const jwe = findSealed(stored)
  if (jwe === undefined) return undefined
  try {
    return readHeader(jwe).alg !== 'dir'
  } catch {
    return undefined
  }
}

/**
 * Bytes of the JWE as long as it is not compressed: exact for those, and never less than what `seal`
 * makes. For the meter, so it takes what `seal` would refuse, too.
 */
export function largestSealed(letter: Letter, passphrase: boolean): number {
  return sizeOf(plaintextOf(letter).length, passphrase, false)
}

/**
 * UTF-8 JSON; what is shorter than 256 bytes is made exactly that long: by `pad`, or, where the 9 bytes of
 * an empty `,"pad":""` are already too many (248 to 255), by spaces after the JSON (RFC 8259 §2).
 */
function plaintextOf({ text, note }: Letter): Uint8Array<ArrayBuffer> {
  const said = note === undefined ? { text } : { text, note }
  const json = JSON.stringify(said)
  const room = sameLength - utf8(json).length
  if (room <= 0) return utf8(json)
  const pad = room - ',"pad":""'.length
  return utf8(pad < 0 ? json + ' '.repeat(room) : JSON.stringify({ ...said, pad: ' '.repeat(pad) }))
}

function readPlaintext(bytes: Uint8Array): Letter {
  try {
    const { text, note } = Plaintext.parse(JSON.parse(strictUtf8(bytes)))
    checkPlaintext(text)
    checkCharacters(note ?? '')
    return note === undefined ? { text } : { text, note }
  } catch {
    // The parsers' own words quote what they read, which is the secret.
    throw new Error('the plaintext is not a letter')
  }
}

/**
 * Everything that can be wrong before a key is used: parts, spelling, header. The header must be spelled as
 * `JSON.stringify` does, which leaves no room for duplicate members, for `1e3` or for `\u0061lg`.
 */
function readHeader(jwe: string): Header {
  const parts = jwe.split('.')
  if (!parts.every(isCanonical)) throw new Error('not canonical base64url')
  const json = strictUtf8(decode(parts[0] ?? ''))
  const header: unknown = JSON.parse(json)
  if (JSON.stringify(header) !== json) throw new Error('not canonical JSON')
  return Header.parse(header)
}

const headerOf = (locked: boolean, zip: boolean) => ({
  alg: locked ? 'PBES2-HS512+A256KW' : 'dir',
  enc: 'A256GCM',
  ...(zip && { zip: 'DEF' }),
  typ: 'cachet',
})

function keyOf({ linkKey, passphrase }: Lock): Uint8Array {
  if (linkKey.length !== 32) throw new RangeError('a link key has 32 bytes')
  return passphrase === undefined ? linkKey : utf8(`${encode(linkKey)}.${passphrase.normalize('NFKC')}`)
}

/** Bytes of the compact form: header, encrypted key (40 bytes or none), IV (12), ciphertext, tag (16). */
function sizeOf(plaintext: number, locked: boolean, zip: boolean): number {
  const salted = locked ? `,"p2c":${iterations.sealing},"p2s":"${encode(new Uint8Array(16))}"`.length : 0
  const header = JSON.stringify(headerOf(locked, zip)).length + salted
  const parts = [header, locked ? 40 : 0, 12, plaintext, 16]
  return parts.reduce((sum, bytes) => sum + Math.ceil((bytes * 4) / 3), parts.length - 1)
}

/** Whether compressing makes the whole shorter. Never for what has the one length: it would tell them apart. */
async function shrinks(plaintext: Uint8Array<ArrayBuffer>, locked: boolean): Promise<boolean> {
  if (plaintext.length <= sameLength) return false
  const deflated = await new Response(
    new Blob([plaintext]).stream().pipeThrough(new CompressionStream('deflate-raw')),
  ).arrayBuffer()
  return sizeOf(deflated.byteLength, locked, true) < sizeOf(plaintext.length, locked, false)
}

const utf8 = (text: string) => new TextEncoder().encode(text)
const strictUtf8 = (bytes: Uint8Array) =>
  new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)

/** Base64url has aliases: the last character may carry bits that no byte has (RFC 4648 §3.5). */
const isCanonical = (part: string): boolean => encode(decode(part)) === part
