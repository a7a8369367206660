import type { Account } from './account'
import type { Draft } from './draft'
import { wasShortened } from './server-limits'
import type { SharedSecret } from './share-outcome'
import { fileSize } from './shared-file'

/** What a server tells the creator of a secret. */
export type CreatedSecret = {
  metadataKey: string
  secretKey: string
  /** Seconds that the server grants, if it says so. */
  ttl: number | undefined
  /** The recipient that the server says it mails, obscured by the server. */
  recipient: string | undefined
  /** The host the server made the link for, when it is not the server's own. */
  shareDomain: string | undefined
}

type Made = { draft: Draft; account: Account | undefined; created: CreatedSecret }

/** The link's origin: the account's domain if the server honoured it. */
export const linkOrigin = ({ draft, account, created }: Made): string =>
  account && hasOwnDomain(account, created) ? `https://${account.shareDomain}` : draft.server

const hasOwnDomain = ({ shareDomain }: Account, created: CreatedSecret): boolean =>
  shareDomain !== undefined && created.shareDomain?.toLowerCase() === shareDomain

/** The facts about a secret that was just made, without its link. `now` in milliseconds. */
export function sharedSecretOf(
  made: Made,
  id: string,
  now: number,
): Omit<SharedSecret, 'link' | 'remembered'> {
  const { draft, account, created } = made
  const { server, mode, passphrase, ttl, recipient, file, language } = draft
  const granted = created.ttl ?? ttl
  return {
    id,
    server,
    sealed: mode === 'sealed',
    passphrase: passphrase !== '',
    expires: now + granted * 1000,
    ...(file && { file: fileSize(file) }),
    ...(language && { language }),
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
