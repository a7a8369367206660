import type { Account } from '../../rules/account'
import type { Asked } from './ask'

/** How a secret is to be kept. */
export type Terms = {
  /** Seconds. */
  ttl: number
  /** For the server to check; a sealed secret has none. */
  passphrase?: string
  /** Whom the server mails the link to; it refuses that without an account. */
  recipient?: string
  /** The host that the link is wanted on: a domain of the account's. */
  shareDomain?: string
}

export type NewSecret = Terms & { secret: string }

/** One for the server to make up. `length`: characters, up to 128; 0.18 makes 12, whatever is asked. */
export type Generate = Terms & { length: number }

/** A field of a form, or none. */
export const given = (name: string, value: string | undefined): Record<string, string> =>
  value === undefined ? {} : { [name]: value }

const fields = ({ ttl, passphrase, recipient, shareDomain }: Terms): Record<string, string> => ({
  ttl: String(ttl),
  ...given('passphrase', passphrase),
  ...given('recipient', recipient),
  ...given('share_domain', shareDomain),
})

/** The same on the account's own domain, where it has one. */
export const onDomainOf = <T extends Terms>({ shareDomain }: Pick<Account, 'shareDomain'>, terms: T): T =>
  shareDomain === undefined ? terms : { ...terms, shareDomain }

/** The request that makes a secret, in anybody's name. */
export const shareIn = (secret: NewSecret): Asked => ({
  path: 'share',
  form: { secret: secret.secret, ...fields(secret) },
})

/** The request that has the server make one up. */
export const generateIn = (wanted: Generate): Asked => ({
  path: 'generate',
  form: { length: String(wanted.length), ...fields(wanted) },
})
