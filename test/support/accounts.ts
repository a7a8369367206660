import type { KnownAccount } from '../../lib/domain/account'

/** An account that can be used. */
export const knownAccount = (some: Partial<KnownAccount> = {}): KnownAccount => ({
  ...{ id: 'a1', name: 'Production – billing', server: 'https://eu.onetimesecret.com' },
  ...{ user: 'alice@example.com', hasToken: true, since: 0, disabled: false, preferred: false, failures: 0 },
  ...some,
})
