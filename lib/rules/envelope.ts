import { encode } from 'jose/base64url'
import { compactDecrypt } from 'jose/jwe/compact/decrypt'
import { CompactEncrypt } from 'jose/jwe/compact/encrypt'
import { Fault } from './fault'
import { type Letter, longestLetter, plaintextOf, readPlaintext } from './letter'
import { headerOf, iterations } from './new-header'
import { checkCharacters, checkPlaintext } from './plaintext'
import { readHeader } from './protected-header'
import { packed } from './sealed-size'
import { findSealed } from './stored-text'

/** What opens it: 32 bytes from the link, and a passphrase where the sender set one. */
export type Lock = { linkKey: Uint8Array; passphrase?: string }

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
    headerOf(locked, (await packed(plaintext, locked)).zip),
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

function keyOf({ linkKey, passphrase }: Lock): Uint8Array {
  if (linkKey.length !== 32) throw new RangeError('a link key has 32 bytes')
  return passphrase === undefined ? linkKey : utf8(`${encode(linkKey)}.${passphrase.normalize('NFKC')}`)
}

const utf8 = (text: string) => new TextEncoder().encode(text)
