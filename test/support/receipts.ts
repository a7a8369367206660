import type { Receipt } from '../../lib/domain/receipt'

/** What an account's list says of a secret. `created` in seconds; long ago unless it is said. */
export const receiptOf = (metadataKey: string, about: Partial<Receipt> = {}): Receipt => ({
  ...{ metadataKey, state: 'new', created: 1, ttl: 3600, left: undefined },
  ...{ emptied: false, passphrase: false, recipient: undefined },
  ...about,
})
