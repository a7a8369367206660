import type { Asked } from './ask'

export type NewSecret = {
  secret: string
  /** Seconds. */
  ttl: number
  /** For the server to check; a sealed secret has none. */
  passphrase?: string
  /** Whom the server mails the link to; it refuses that without an account. */
  recipient?: string
  /** The host that the link is wanted on: a domain of the account's. */
  shareDomain?: string
}

const given = (name: string, value: string | undefined): Record<string, string> =>
  value === undefined ? {} : { [name]: value }

/** The request that makes a secret, in anybody's name. */
export const shareIn = ({ secret, ttl, passphrase, recipient, shareDomain }: NewSecret): Asked => ({
  path: 'share',
  form: {
    secret,
    ttl: String(ttl),
    ...given('passphrase', passphrase),
    ...given('recipient', recipient),
    ...given('share_domain', shareDomain),
  },
})
