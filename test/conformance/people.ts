/** Who the recorder was, with tokens of our own. */
export const alice = { user: 'alice@example.com', token: 'token-of-alice' }
export const bob = { user: 'bob@example.com', token: 'token-of-bob' }

export function basic({ user, token }: { user: string; token: string }): string {
  return `Basic ${Buffer.from(`${user}:${token}`).toString('base64')}`
}

/** The recording says only that these were wrong; their names say how. */
const wrong: Readonly<Record<string, string>> = {
  'authcheck-unknown-user': basic({ ...alice, user: 'nobody@example.com' }),
  'authcheck-empty-token': basic({ ...alice, token: '' }),
  'authcheck-empty-user': basic({ ...alice, user: '' }),
  'authcheck-bearer': `Bearer ${alice.token}`,
  'authcheck-malformed-basic': 'Basic not!base64',
  'authcheck-email-upper-case': basic({ ...alice, user: alice.user.toUpperCase() }),
  'auth-token-trailing-newline': basic({ ...alice, token: `${alice.token}\n` }),
  'auth-token-trailing-space': basic({ ...alice, token: `${alice.token} ` }),
  'auth-email-leading-space': basic({ ...alice, user: ` ${alice.user}` }),
  'auth-password-instead-of-token': basic({ ...alice, token: 'password of alice' }),
}

export function authorization(name: string, recorded: string | undefined): string | undefined {
  if (recorded === undefined) return undefined
  if (recorded === 'Basic alice') return basic(alice)
  if (recorded === 'Basic bob') return basic(bob)
  return wrong[name] ?? basic({ ...alice, token: 'wrong' })
}
