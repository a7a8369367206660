import type { Receipt } from '../../lib/domain/receipt'

const uuid = (kind: string, at: number) => `${kind}-0000-4000-8000-${String(at).padStart(12, '0')}`

/** How the saved profiles of `test/vectors` name what is in them. */
export const profileIds = {
  entry: (at: number) => uuid('e0000000', at),
  account: (at: number) => uuid('a0000000', at),
}
export const metadataKeyOf = (at: number): string => `metadata${String(at).padStart(23, 'k')}`
export const tokenOf = (account: string): string => `token-of-${account}`

/** What their account made elsewhere, by its list. `now` in milliseconds. */
export const importedAgain = (now: number): Receipt[] =>
  [300, 301].map(at => ({
    metadataKey: metadataKeyOf(at),
    state: at === 300 ? 'new' : 'received',
    created: Math.floor(now / 1000) - 60 * (302 - at),
    ttl: 86_400,
    left: undefined,
    emptied: false,
    passphrase: false,
    recipient: undefined,
  }))

/** A profile as `test/tools/save-profile.ts` saves it. */
export type Profile = {
  version: string
  passphrase: string
  wrappingKey: string
  withoutLock: unknown
  local: Record<string, unknown>
}

/** The same as a newer version may have written it, to which its person then goes back from. */
export function asNewer({ local }: Profile): Record<string, unknown> {
  const more = { version: 2, colour: 'blue', tags: ['x', { y: 1 }] }
  const items = Object.entries(local).map(([key, value]): [string, unknown] => {
    if (key === 'policy' || Array.isArray(value) || typeof value !== 'object') return [key, value]
    // By then there was one more version of what is remembered of an account's list.
    if (key.startsWith('recent:'))
      return [key, { ...value, ...more, version: 3, lookedAt: { keys: [], upTo: 1 } }]
    return [key, { ...value, ...more }]
  })
  const settings = local.settings as { sharing: object; lock: object; generator: object; limits: object }
  const changed = {
    ...{ ...settings, ...more, remember: 'by weekday', theme: { dark: true } },
    sharing: { ...settings.sharing, through: 'a relay' },
    lock: { ...settings.lock, hint: 'the usual' },
    generator: { ...settings.generator, kind: 'syllables' },
  }
  return {
    ...Object.fromEntries(items),
    settings: changed,
    [revokedKey]: { ...(local[`entry:w:${profileIds.entry(2)}`] as object), id: revoked, state: 'revoked' },
    [strangeKey]: { version: 2, id: strange, title: 'A group', of: [profileIds.account(1)] },
    'entry:draft:1': { sealed: 'abc' },
    groups: [{ name: 'Work' }],
  }
}
const [revoked, strange] = [profileIds.entry(900), profileIds.account(900)]
/** Two that only a newer version can read. */
export const revokedKey = `entry:w:${revoked}`
export const strangeKey = `account:${strange}`
