import { encode } from 'jose/base64url'
import { CompactEncrypt } from 'jose/jwe/compact/encrypt'

/**
 * Seals with a passphrase as `seal` does, but for the padding and for so many PBKDF2 iterations: for rules that are not
 * about what a guess costs.
 */
export function sealedWith(
  letter: { text: string; note?: string },
  { linkKey, passphrase }: { linkKey: Uint8Array; passphrase: string },
  iterations = 1,
): Promise<string> {
  const bytes = (text: string) => new TextEncoder().encode(text)
  return new CompactEncrypt(bytes(JSON.stringify(letter)))
    .setProtectedHeader({ alg: 'PBES2-HS512+A256KW', enc: 'A256GCM', typ: 'cachet' })
    .setKeyManagementParameters({ p2c: iterations })
    .encrypt(bytes(`${encode(linkKey)}.${passphrase.normalize('NFKC')}`))
}
