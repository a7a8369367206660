import { encode } from 'jose/base64url'
import { CompactEncrypt } from 'jose/jwe/compact/encrypt'
import { contentKeys } from './content-key'
import { decrypt } from './decrypt'
import { Fault } from './fault'
import { type Letter, longestLetter, plaintextOf } from './letter'
import { enoughIterations, headerOf, iterations } from './new-header'
import { checkCharacters, checkPlaintext } from './plaintext'
import { readHeader } from './protected-header'
import { readPlaintext } from './read-letter'
import { packed } from './sealed-size'
import { allSealed } from './stored-text'

/** What opens it: 32 bytes from the link, and a passphrase where the sender set one. */
export type Lock = { linkKey: Uint8Array; passphrase?: string }

export const newLinkKey = (): Uint8Array => crypto.getRandomValues(new Uint8Array(32))

/**
 * Seals a letter: a compact JWE (RFC 7516 §7.1) that any JOSE tool opens when given the key.
 * @param room bytes of a JWE that the server keeps whole
 * @throws Fault `empty` | `loneSurrogate` | `nul` | `passphraseShort` (an empty one) | `tooLong` (`by`: bytes)
 */
export async function seal(letter: Letter, lock: Lock, room?: number): Promise<string> {
  checkPlaintext(letter.text)
  checkCharacters(letter.note ?? '')
  checkCharacters(lock.passphrase ?? '')
  if (lock.passphrase === '') throw new Fault('passphraseShort', { by: 1 })
  const by = plaintextOf(letter).length - longestLetter
  if (by > 0) throw new Fault('tooLong', { by })

  const locked = lock.passphrase !== undefined
  const { plaintext, zip } = await packed(letter, locked, room)
  const jwe = new CompactEncrypt(plaintext).setProtectedHeader(headerOf(locked, zip))
  if (locked) jwe.setKeyManagementParameters({ p2c: iterations.sealing })
  return jwe.encrypt(keyOf(lock))
}

/**
 * Opens the sealed text that stands anywhere in what the server kept, whatever was done to it since: of all that it may
 * have been, the one whose tag verifies. A passphrase must be given exactly when the header asks for one: who holds the
 * link alone cannot pass off a letter as locked by both.
 * @throws Fault `notOpened`, whatever was wrong; the cause names neither key, passphrase nor text
 */
export async function open(stored: string, lock: Lock): Promise<Letter> {
  let cause: unknown = new Error('nothing that this lock opens')
  try {
    const keyFor = contentKeys(keyOf(lock))
    for (const jwe of allSealed(stored).filter(jwe => isLocked(jwe) === (lock.passphrase !== undefined))) {
      const letter = await opened(jwe, await keyFor(jwe)).catch((error: unknown) => {
        cause = error
      })
      if (letter) return letter
    }
  } catch (error) {
    cause = error
  }
  throw new Fault('notOpened', { cause })
}

async function opened(jwe: string, content: Uint8Array<ArrayBuffer> | undefined): Promise<Letter> {
  if (content === undefined) throw new Error('another key or passphrase')
  return readPlaintext(await decrypt(jwe, content, longestLetter))
}

/** Whether opening takes a passphrase, by the first header that is ours; `undefined` when none is. */
export const needsPassphrase = (stored: string): boolean | undefined =>
  allSealed(stored)
    .map(isLocked)
    .find(locked => locked !== undefined)

/** The same of every sealed text of ours in it; `undefined` for those whose header or spelling are not ours. */
export const locksIn = (stored: string): Set<boolean | undefined> => new Set(allSealed(stored).map(isLocked))

/** Whether a JWE takes a passphrase; `undefined` where header or spelling are not ours. */
export function isLocked(jwe: string): boolean | undefined {
  try {
    return readHeader(jwe).alg !== 'dir'
  } catch {
    return undefined
  }
}

/** Whether a sealed text in this has so few PBKDF2 rounds that passphrases can be tried very fast, by its header. */
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

export function keyOf({ linkKey, passphrase }: Lock): Uint8Array<ArrayBuffer> {
  if (linkKey.length !== 32) throw new RangeError('a link key has 32 bytes')
  return passphrase === undefined
    ? Uint8Array.from(linkKey)
    : utf8(`${encode(linkKey)}.${passphrase.normalize('NFKC')}`)
}

const utf8 = (text: string) => new TextEncoder().encode(text)
