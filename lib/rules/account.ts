import type { Entry } from './entry'

/** Somebody's access to one server, with the token in the clear: in memory only. */
export type Account = {
  /** Random, made here. */
  id: string
  /** The server's origin. */
  server: string
  user: string
  token: string
}

/** Whose an entry is, unless it was made without an account, or with one that is no more. */
export const accountOf = (accounts: Account[], entry: Entry): Account | undefined =>
  accounts.find(({ id, server }) => id === entry.account && server === entry.server)
