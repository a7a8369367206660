import { encode } from 'jose/base64url'
import { CompactEncrypt } from 'jose/jwe/compact/encrypt'
import { newLinkKey, seal } from '../../lib/domain/jwe-envelope'
import { makeLink } from '../../lib/domain/link'
import type { Payload } from '../../lib/domain/payload'

/**
 * Seals with a passphrase as `seal` does, but for the padding and for so many PBKDF2 iterations: for rules that are not
 * about what a guess costs.
 */
export function sealedWith(
  letter: Payload,
  { linkKey, passphrase }: { linkKey: Uint8Array; passphrase: string },
  iterations = 1,
): Promise<string> {
  const bytes = (text: string) => new TextEncoder().encode(text)
  return new CompactEncrypt(bytes(JSON.stringify(letter)))
    .setProtectedHeader({ alg: 'PBES2-HS512+A256KW', enc: 'A256GCM', typ: 'cachet' })
    .setKeyManagementParameters({ p2c: iterations })
    .encrypt(bytes(`${encode(linkKey)}.${passphrase.normalize('NFKC')}`))
}

/** A sealed secret and its link. Its passphrase costs a guess as much as it takes for nobody to be warned of it. */
export async function sealedSecret(
  letter: Payload,
  place: { origin: string; secretKey: string },
  passphrase?: string,
) {
  const linkKey = newLinkKey()
  const link = await makeLink({ ...place, linkKey, passphrase: passphrase !== undefined })
  const stored = await (passphrase === undefined
    ? seal(letter, { linkKey })
    : sealedWith(letter, { linkKey, passphrase }, 100_000))
  return { link, stored }
}
