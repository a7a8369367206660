import type { Api, NewSecret } from '../../lib/adapters/api/api'

/** A server in memory that keeps what it is given, for journeys that are not about the wire. */
export function memoryApi({ granted, shareDomain }: { granted?: number; shareDomain?: string } = {}) {
  const kept: NewSecret[] = []
  const api: Api = {
    status: async () => ({ status: 'nominal' }),
    receipt: async metadataKey => ({
      metadataKey,
      state: 'new',
      created: undefined,
      ttl: undefined,
      left: 60,
      emptied: false,
      passphrase: false,
      recipient: undefined,
    }),
    generate: async ({ length, ...terms }) => {
      const value = 'made-up-by-the-server'.padEnd(length, '!')
      return { ...(await api.share({ ...terms, secret: value })), value }
    },
    burn: async () => {},
    share: async secret => {
      kept.push(secret)
      return {
        metadataKey: `m${kept.length}`,
        secretKey: `s${kept.length}`,
        ttl: granted ?? secret.ttl,
        recipient: undefined,
        shareDomain,
      }
    },
  }
  return { api, kept }
}
