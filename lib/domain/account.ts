import { Fault } from './fault'
import type { Entry } from './history-entry'
import { readServer } from './server'

/** Somebody's access to one server, with the token in the clear: in memory only. */
export type Account = {
  /** Random, made here. */
  id: string
  /** The person's own words for it: environment and system, say. */
  name: string
  /** The server's origin. */
  server: string
  user: string
  token: string
  /** The host that links are wanted on, when it is not the server's own. */
  shareDomain?: string | undefined
}

/** An account as it is shown: everything but its token. Times in milliseconds. */
export type KnownAccount = Omit<Account, 'token'> & {
  /** Whether it has a token: one that came out of a backup has none yet. */
  hasToken: boolean
  /** When its token was put in. */
  since: number
  /** When a secret was last shared with it. */
  used?: number | undefined
  disabled: boolean
  /** The one that its server's secrets are shared with, unless another is chosen. */
  preferred: boolean
  /** How often the server has refused it since it last accepted it. */
  failures: number
}

/** Whose an entry is, unless it was made without an account, or with one that is no more. */
export const accountOf = (accounts: Account[], entry: Entry): Account | undefined =>
  accounts.find(({ id, server }) => id === entry.account && server === entry.server)

/** So often in a row, and it is no accident: the person is told, and nothing is asked with it on our own. */
const tooOften = 3

export const isRefused = ({ failures }: Pick<KnownAccount, 'failures'>): boolean => failures >= tooOften

/** Whether secrets can be shared with it. */
export const isUsable = ({ disabled, hasToken }: KnownAccount): boolean => hasToken && !disabled

export const preferredOf = (accounts: readonly KnownAccount[], server: string): KnownAccount | undefined =>
  accounts.find(account => account.server === server && account.preferred && isUsable(account))

const day = 24 * 60 * 60 * 1000

export const tokenAge = ({ since }: KnownAccount, now: number): number =>
  Math.max(0, Math.floor((now - since) / day))

/** Whether it is time for a new token; `days` 0: never. */
export const isOld = (account: KnownAccount, days: number, now: number): boolean =>
  account.hasToken && days > 0 && tokenAge(account, now) >= days

/** What servers take for a domain; what does not look like one they drop without a word. */
const domain = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.(?:[a-z]{2,}|xn--[a-z0-9-]*[a-z0-9])$/

/**
 * The host of a link domain as a person typed it; none for nothing.
 * @throws Fault `badServer`
 */
export function readShareDomain(typed: string): string | undefined {
  if (typed.trim() === '') return undefined
  const { protocol, host } = new URL(readServer(typed))
  if (protocol !== 'https:' || !domain.test(host)) throw new Fault('badServer')
  return host
}
