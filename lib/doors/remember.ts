import type { Created } from '../rules/created'
import type { Draft } from '../rules/draft'
import type { Shared } from '../rules/outcome'
import type { History } from './history'
import type { Untold } from './untold'

export type Memory = {
  /** None when nothing of the secret may be kept. */
  history: Pick<History, 'add'> | undefined
  untold: Pick<Untold, 'add'>
}

/**
 * Puts a secret that was just made in the history; where there is none, nothing of it may be kept. The secret is on
 * the server by now, so a history that can't be written must not cost the link. `now` in milliseconds.
 */
export async function remember(
  { history, untold }: Memory,
  { label, account }: Draft,
  { metadataKey, recipient }: Created,
  shared: Omit<Shared, 'remembered'>,
  now: number,
): Promise<Shared> {
  if (!history) {
    if (account !== null) await untold.add(metadataKey)
    return { ...shared, remembered: true, untold: true }
  }
  const { id, server, sealed, passphrase, expires } = shared
  const fresh = { id, server, account, sealed, passphrase, expires, label, metadataKey, created: now }
  return history.add({ ...fresh, ...(recipient === undefined ? {} : { recipient }), state: 'waiting' }).then(
    () => ({ ...shared, remembered: true }),
    () => ({ ...shared, remembered: false }),
  )
}
