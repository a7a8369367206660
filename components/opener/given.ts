import { needsPassphrase } from '../../lib/rules/envelope'
import { type Code, faultOf } from '../../lib/rules/fault'
import type { SealedLink } from '../../lib/rules/link'
import { joinKey, readEitherLink, readLoneKey } from '../../lib/rules/read-link'
import type { Repair } from '../../lib/rules/rewritten-link'
import { findSealed } from '../../lib/rules/sealed-text'
import { type Missing, whatIsMissing } from '../../lib/rules/why-not-opened'

/** What the person gave for a link. `keyless` is one that came without its key, `key` a key without its link. */
export type Link =
  | { at: 'none' }
  | { at: 'reading' }
  | { at: 'wrong'; why: 'notALink' | 'linkDamaged' | 'linkHidden' }
  | { at: 'keyless'; why: 'needsKey' | 'linkDamaged' }
  | { at: 'key'; linkKey: Uint8Array; passphrase: boolean }
  | { at: 'whole'; link: SealedLink; repaired: boolean }

export async function readGivenLink(text: string, key: string): Promise<Link> {
  if (text.trim() === '') return { at: 'none' }
  return readEitherLink(text)
    .then(whole)
    .catch((error: unknown) => {
      const { code } = faultOf(error)
      if (code === 'needsKey') return withKey(text, key)
      const alone = readLoneKey(text)
      return alone ? { at: 'key', ...alone } : { at: 'wrong', why: wrong(code) }
    })
}

const withKey = (text: string, key: string): Promise<Link> | Link =>
  key.trim() === ''
    ? { at: 'keyless', why: 'needsKey' }
    : joinKey(text, key)
        .then(whole)
        .catch(() => ({ at: 'keyless', why: 'linkDamaged' }))

export const whole = ({ link, repairs }: { link: SealedLink; repairs: Repair[] }): Link => ({
  at: 'whole',
  link,
  repaired: repairs.some(repair => repair !== 'surroundings'),
})

const wrong = (code: Code) => (code === 'notALink' || code === 'linkHidden' ? code : 'linkDamaged')

/** What the person gave for the sealed text. */
export type Sealed =
  | { at: 'none' }
  | { at: 'wrong'; why: Missing }
  | { at: 'found'; text: string; passphrase: boolean }

export function readGivenSealed(text: string): Sealed {
  if (text.trim() === '') return { at: 'none' }
  const passphrase = needsPassphrase(text)
  if (passphrase !== undefined) return { at: 'found', text, passphrase }
  return { at: 'wrong', why: whatIsMissing(text) }
}

export type Typed = { link: string; key: string; sealed: string; passphrase: string }

// Or one address, whatever a gateway made of it.
const likeLink = /#c1p?\.|\/secret\/|^\s*h[a-z*]{2}ps?\S+\s*$/i

/** People paste into the field at hand: what is plainly the other thing goes where it belongs. */
export function sorted(patch: Partial<Typed>): Partial<Typed> {
  const { link, sealed, ...rest } = patch
  if (link !== undefined && findSealed(link) !== undefined) return { ...rest, sealed: link }
  if (sealed !== undefined && likeLink.test(sealed) && findSealed(sealed) === undefined)
    return { ...rest, link: sealed }
  return patch
}
