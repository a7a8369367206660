import type { Account } from './account'
import type { Draft } from './draft'
import { wasShortened } from './server-limits'
import type { SharedSecret } from './share-outcome'

/** What a server tells of a secret to who has just made it. */
export type CreatedSecret = {
  metadataKey: string
  secretKey: string
  /** Seconds that the server grants, when it says so. */
  ttl: number | undefined
  /** To whom the server says it mails it, obscured by the server. */
  recipient: string | undefined
  /** The host that the server made the link for, where it does not name its own. */
  shareDomain: string | undefined
}

type Made = { draft: Draft; account: Account | undefined; created: CreatedSecret }

/** Where the link leads: to the account's domain, if the server went along with it. */
export const linkOrigin = ({ draft, account, created }: Made): string =>
  account && hasOwnDomain(account, created) ? `https://${account.shareDomain}` : draft.server

const hasOwnDomain = ({ shareDomain }: Account, created: CreatedSecret): boolean =>
  shareDomain !== undefined && created.shareDomain?.toLowerCase() === shareDomain

/** What is true of a secret that was just made, but for its link. `now` in milliseconds. */
export function sharedSecretOf(
  made: Made,
  id: string,
  now: number,
): Omit<SharedSecret, 'link' | 'remembered'> {
  const { draft, account, created } = made
  const { server, mode, passphrase, ttl, recipient } = draft
  const granted = created.ttl ?? ttl
  return {
    id,
    server,
    sealed: mode === 'sealed',
    passphrase: passphrase !== '',
    expires: now + granted * 1000,
    ...(wasShortened(ttl, granted) ? { shortened: ttl } : {}),
    ...(recipient.trim() === '' ? {} : { mailedTo: created.recipient ?? '' }),
    ...(account ? toldOf(account, created) : {}),
  }
}

const toldOf = (account: Account, created: CreatedSecret) => ({
  account: account.name,
  ...(account.shareDomain === undefined || hasOwnDomain(account, created)
    ? {}
    : { otherDomain: account.shareDomain }),
})
