export type Account = { user: string; token: string }

export type Caller = { at: 'anonymous' } | { at: 'account'; user: string } | { at: 'refused' }

export function whoAsks(authorization: string | undefined, accounts: readonly Account[]): Caller {
  if (authorization === undefined) return { at: 'anonymous' }
  const [, encoded] = authorization.match(/^Basic ([A-Za-z0-9+/=]+)$/) ?? []
  if (encoded === undefined) return { at: 'refused' }
  const given = Buffer.from(encoded, 'base64').toString('utf8')
  const known = accounts.find(({ user, token }) => given === `${user}:${token}`)
  return known ? { at: 'account', user: known.user } : { at: 'refused' }
}

export function custid(caller: Caller): string {
  return caller.at === 'account' ? caller.user : 'anon'
}
