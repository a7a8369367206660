import type { Created } from '../rules/created'
import type { Draft } from '../rules/draft'
import type { Shared } from '../rules/outcome'
import type { History } from './history'

/**
 * Puts a secret that was just made in the history; where there is none, nothing of it may be kept. The secret is on
 * the server by now, so a history that can't be written must not cost the link. `now` in milliseconds.
 */
export async function remember(
  history: Pick<History, 'add'> | undefined,
  { label, account }: Draft,
  { metadataKey, recipient }: Created,
  shared: Omit<Shared, 'remembered'>,
  now: number,
): Promise<Shared> {
  if (!history) return { ...shared, remembered: true, untold: true }
  const { id, server, sealed, passphrase, expires } = shared
  const fresh = { id, server, account, sealed, passphrase, expires, label, metadataKey, created: now }
  return history.add({ ...fresh, ...(recipient === undefined ? {} : { recipient }), state: 'waiting' }).then(
    () => ({ ...shared, remembered: true }),
    () => ({ ...shared, remembered: false }),
  )
}
