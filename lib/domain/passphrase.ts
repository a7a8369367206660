import { Fault } from './fault'
import { checkCharacters } from './plaintext'
import { standardPassphrase } from './server-limits'

/**
 * Refuses a passphrase that the server would refuse. A sealed secret's passphrase never reaches a server
 * and may have any length.
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
