import { custid } from './accounts'
import type { Call } from './call'
import { isAlive, type Stored } from './store'

/** Where a secret's metadata is shown; each place leaves other fields out. */
export type Place = 'share' | 'metadata' | 'burn' | 'recent'

export function record(call: Call, stored: Stored, place: Place, value?: string): Record<string, unknown> {
  const { settings, store, origin } = call
  const now = store.seconds()
  const alive = isAlive(stored, now)
  const wasRead = stored.state === 'received'
  const settled = stored.state === 'burned' || stored.state === 'expired'
  const secretKey = settled ? '' : stored.secretKey
  const detailed = alive && (place === 'share' || place === 'metadata')
  const metadataTtl = stored.created + 2 * stored.ttl - now
  const hasPassphrase = stored.passphrase !== ''
  const receipts = settings.metadata.receipts
  // The real servers build this address without its key when metadata is asked for.
  const receiptUrl =
    place === 'metadata' ? `${origin}/receipt/` : `${siteOf(stored, origin)}/receipt/${stored.metadataKey}`
  return {
    custid: settings.metadata.names === 'asker' ? custid(call.caller) : stored.custid,
    metadata_key: stored.metadataKey,
    ...(!wasRead && place !== 'recent' && { secret_key: secretKey }),
    ttl: stored.ttl,
    metadata_ttl: metadataTtl,
    ...(!wasRead && { secret_ttl: detailed ? stored.created + stored.ttl - now : null }),
    ...(receipts && { metadata_url: receiptUrl }),
    state: stored.state,
    updated: stored.updated,
    created: stored.created,
    ...(stored.received !== undefined && { received: stored.received }),
    recipient: stored.recipient,
    share_domain: stored.shareDomain,
    ...(value !== undefined && { value }),
    ...(detailed && { passphrase_required: hasPassphrase }),
    ...(receipts && {
      identifier: stored.metadataKey,
      ...(!wasRead && { secret_identifier: secretKey }),
      ...(detailed && { has_passphrase: hasPassphrase }),
      recipients: stored.recipient,
      receipt_ttl: metadataTtl,
      receipt_url: receiptUrl,
      ...(value !== undefined && { secret_value: value }),
    }),
  }
}

function siteOf({ shareDomain }: Stored, origin: string): string {
  return shareDomain === '' ? origin : `${new URL(origin).protocol}//${shareDomain}`
}
