import type { Receipt } from '../../lib/rules/receipt'

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
