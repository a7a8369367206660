import type { Created } from '../rules/created'
import type { Draft } from '../rules/draft'
import type { Shared } from '../rules/outcome'
import type { History } from './history'
import type { Untold } from './untold'

export type Memory = {
  /** None when nothing of the secret may be kept. */
  history: Pick<History, 'add'> | undefined
  untold: Pick<Untold, 'expect' | 'met' | 'drop'>
}

/** What is known of a secret before its link: everything that may be kept. */
export type Known = Omit<Shared, 'link' | 'remembered'>

/**
 * Puts a secret that was just made in the history; where there is none, nothing of it may be kept. The secret is on
 * the server by now, so a history that can't be written must not cost the link. `now` in milliseconds.
 * @param expected As what it was expected not to be told of, if it was
 * @returns whether it can be followed; never rejects
 */
export async function remember(
  { history, untold }: Memory,
  { label, account, ttl }: Draft,
  { metadataKey, recipient, ttl: granted }: Created,
  { id, server, sealed, passphrase, expires }: Known,
  now: number,
  expected: string | undefined,
): Promise<boolean> {
  if (expected !== undefined) await untold.met(expected, metadataKey, granted ?? ttl)
  if (!history) return true
  const fresh = { id, server, account, sealed, passphrase, expires, label, metadataKey, created: now }
  return history.add({ ...fresh, ...(recipient === undefined ? {} : { recipient }), state: 'waiting' }).then(
    () => true,
    () => false,
  )
}
