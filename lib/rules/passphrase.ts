import { Fault } from './fault'
import { standardPassphrase } from './limits'
import { checkCharacters } from './plaintext'

/**
 * Refuses a passphrase that the server would refuse. A sealed secret's never reaches a server and may
 * have any length.
 * @throws Fault `passphraseShort` | `passphraseLong` (`by`: characters), `loneSurrogate`, `nul`
 */
export function checkPassphrase(passphrase: string, sealed: boolean): void {
  checkCharacters(passphrase)
  if (sealed) return
  const { length } = [...passphrase]
  const { least, most } = standardPassphrase
  if (length < least) throw new Fault('passphraseShort', { by: least - length })
  if (length > most) throw new Fault('passphraseLong', { by: length - most })
}

/**
 * Words picked evenly from a list of 2048 (11 bits each): five are 55 bits, which is plenty for the
 * half of a key that never travels with the other half.
 */
export function words(
  list: readonly string[],
  random: (array: Uint16Array<ArrayBuffer>) => Uint16Array,
  count = 5,
): string {
  if (list.length !== 2048) throw new RangeError('the list must hold 2048 words')
  return [...random(new Uint16Array(count))].map(number => list[number % 2048]).join('-')
}
