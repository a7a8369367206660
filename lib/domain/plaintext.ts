import { Fault } from './fault'

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

/** Whether a text could have been typed here and be shared as it is. */
export function isAsTyped(text: string): boolean {
  try {
    checkPlaintext(text)
    return true
  } catch {
    return false
  }
}

// Not isWellFormed(): recipients' browsers may be older.
const loneSurrogate = /\p{Surrogate}/u

/** The same for text that may be empty: a note, a passphrase. */
export function checkCharacters(text: string): void {
  if (loneSurrogate.test(text)) throw new Fault('loneSurrogate')
  if (text.includes('\0')) throw new Fault('nul')
}
