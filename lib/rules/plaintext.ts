import { Fault } from './fault'

/**
 * Refuses text that would not come out as it went in: nothing at all, half a surrogate pair (UTF-8
 * has no bytes for it), NUL (0.23 drops it silently, clipboards end at it).
 * @throws Fault `empty` | `loneSurrogate` | `nul`
 */
export function checkPlaintext(text: string): void {
  if (text.trim() === '') throw new Fault('empty')
  checkCharacters(text)
}

/** The same for what may be empty: a note, a passphrase. */
export function checkCharacters(text: string): void {
  if (!text.isWellFormed()) throw new Fault('loneSurrogate')
  if (text.includes('\0')) throw new Fault('nul')
}
