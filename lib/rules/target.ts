import { Fault } from './fault'
import { joinKey, type Place, readStandardLink, type SealedLink } from './link'
import { readEitherLink } from './opener-link'
import type { Repair } from './repair'

/** What a link leads to, as far as the link tells: without a key it may be a standard or a sealed secret. */
export type Target =
  | { is: 'sealed'; link: SealedLink; repairs: Repair[] }
  | { is: 'unknown'; place: Place; repairs: Repair[] }

/**
 * Reads a link of either kind, before anything is fetched.
 * @throws Fault `linkDamaged` | `notALink`
 */
export async function readTarget(text: string): Promise<Target> {
  try {
    return { is: 'sealed', ...(await readEitherLink(text)) }
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'needsKey') throw error
    return { is: 'unknown', ...readStandardLink(text) }
  }
}

/** The same target with the key that came another way. @throws Fault `linkDamaged` | `needsKey` */
export async function withKey({ origin, secretKey }: Place, key: string): Promise<Target> {
  return { is: 'sealed', ...(await joinKey(`${origin}/secret/${secretKey}`, key)) }
}

export const placeOf = (target: Target): Place =>
  target.is === 'sealed' ? { origin: target.link.origin, secretKey: target.link.secretKey } : target.place
