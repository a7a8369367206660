import { Fault } from './fault'
import type { Payload } from './payload'
import { loneSurrogate, readSharedFile, type SharedFile } from './shared-file'

/** Characters that nobody can see. */
const unseen = /^[\s\p{Default_Ignorable_Code_Point}\u2800]*$/u

/**
 * Refuses text that would not come out as it went in: empty or invisible text, a lone surrogate (UTF-8
 * cannot encode it), NUL (0.23 drops it silently, clipboards end at it).
 * @throws Fault `empty` | `loneSurrogate` | `nul`
 */
export function checkPlaintext(text: string): void {
  if (unseen.test(text)) throw new Fault('empty')
  checkCharacters(text)
}

/**
 * The same for everything that is sealed. A file must have bytes, whatever they are.
 * @throws Fault `empty` | `loneSurrogate` | `nul` | `malformed`
 */
export function checkPayload({ text, file, note = '' }: Payload): void {
  if (file) checkFile(file)
  else checkPlaintext(text)
  checkCharacters(note)
}

function checkFile(file: SharedFile): void {
  if (file.data === '') throw new Fault('empty')
  try {
    readSharedFile(file)
  } catch (cause) {
    throw new Fault('malformed', { cause })
  }
}

/** Whether a text could have been typed here and be shared as it is. */
export function isAsTyped(text: string): boolean {
  try {
    checkPlaintext(text)
    return true
  } catch {
    return false
  }
}

/** The same for text that may be empty: a note, a passphrase. */
export function checkCharacters(text: string): void {
  if (loneSurrogate.test(text)) throw new Fault('loneSurrogate')
  if (text.includes('\0')) throw new Fault('nul')
}
