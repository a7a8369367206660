import { Fault } from './fault'
import type { Entry } from './history-entry'
import { readServer } from './server'

/** A user's access to one server, with the token in cleartext. Held in memory only. */
export type Account = {
  /** Random, generated locally. */
  id: string
  /** The user's own name for it, such as an environment or a system. */
  name: string
  /** The server's origin. */
  server: string
  user: string
  token: string
  /** The host to use in links, when it is not the server's own. */
  shareDomain?: string | undefined
}

/** An account without its token, as shown to the user. Times are in milliseconds. */
export type KnownAccount = Omit<Account, 'token'> & {
  /** False for an account restored from a backup, until a token is entered. */
  hasToken: boolean
  /** When its token was entered. */
  since: number
  /** When a secret was last shared with it. */
  used?: number | undefined
  disabled: boolean
  /** Whether its server's secrets are shared with it by default. */
  preferred: boolean
  /** Consecutive refusals by the server since it last accepted the account. */
  failures: number
}

/** The account an entry was made with, unless it was made anonymously or the account is gone. */
export const accountOf = (accounts: Account[], entry: Entry): Account | undefined =>
  accounts.find(({ id, server }) => id === entry.account && server === entry.server)

/** After this many refusals in a row we tell the user and stop using the account in the background. */
const tooOften = 3

export const isRefused = ({ failures }: Pick<KnownAccount, 'failures'>): boolean => failures >= tooOften

/** Whether secrets can be shared with it. */
export const isUsable = ({ disabled, hasToken }: KnownAccount): boolean => hasToken && !disabled

export const preferredOf = (accounts: readonly KnownAccount[], server: string): KnownAccount | undefined =>
  accounts.find(account => account.server === server && account.preferred && isUsable(account))

const day = 24 * 60 * 60 * 1000

export const tokenAge = ({ since }: KnownAccount, now: number): number =>
  Math.max(0, Math.floor((now - since) / day))

/** Whether the token is due for replacement. `days` 0 means never. */
export const isOld = (account: KnownAccount, days: number, now: number): boolean =>
  account.hasToken && days > 0 && tokenAge(account, now) >= days

/** What servers accept as a domain; they silently drop anything that does not look like one. */
const domain = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.(?:[a-z]{2,}|xn--[a-z0-9-]*[a-z0-9])$/

/**
 * The host of a link domain as the user typed it; `undefined` for blank input.
 * @throws Fault `badServer`
 */
export function readShareDomain(typed: string): string | undefined {
  if (typed.trim() === '') return undefined
  const { protocol, host } = new URL(readServer(typed))
  if (protocol !== 'https:' || !domain.test(host)) throw new Fault('badServer')
  return host
}
