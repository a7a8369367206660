import type { Api, NewSecret } from '../../lib/doors/api/api'

/** A server in memory that keeps what it is given, for journeys that are not about the wire. */
export function memoryApi({ granted }: { granted?: number } = {}) {
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
    burn: async () => {},
    recent: async () => [],
    read: async secretKey => kept[Number(secretKey.slice(1)) - 1]?.secret ?? '',
    share: async secret => {
      kept.push(secret)
      return { metadataKey: `m${kept.length}`, secretKey: `s${kept.length}`, ttl: granted ?? secret.ttl }
    },
  }
  return { api, kept }
}
