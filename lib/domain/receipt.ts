import { type EndState, type Entry, isWaiting, withEnd } from './history-entry'

/** What a server tells a secret's sender about it. Times in seconds, by the server's clock. */
export type Receipt = {
  metadataKey: string
  /** The server's own word; it has varied over the generations. */
  state: string
  created: number | undefined
  /** The lifetime it was given. */
  ttl: number | undefined
  /** The lifetime remaining. Lists of secrets never include it. */
  left: number | undefined
  /** The server no longer has a secret for this receipt. */
  emptied: boolean
  passphrase: boolean
  recipient: string | undefined
}

/** The result of a status request: the receipt, that the server knows no such secret, or nothing usable. */
export type StatusAnswered = { is: 'receipt'; receipt: Receipt } | { is: 'unknown' } | { is: 'nothing' }

const ends: Readonly<Record<string, EndState>> = {
  received: 'read',
  revealed: 'read',
  burned: 'burned',
  expired: 'expired',
}

/**
 * How a secret ended, in the server's words. `undefined` for `viewed`, which means only that somebody
 * requested its metadata, and for words of future generations.
 */
export const endStateOf = ({ state }: Receipt): EndState | undefined =>
  Object.hasOwn(ends, state) ? ends[state] : undefined

/**
 * The longest lifetime assumed, in milliseconds, whatever the server says: then the secret is checked again
 * or given up.
 */
export const longestLife = 365 * 24 * 60 * 60 * 1000

/** Milliseconds of clock difference and rounding allowed before a server's figure overrides ours. */
const tolerance = 90_000

/**
 * The entry after its server was asked at `now`. A secret that the server does not know is `expired` if its
 * time was up, otherwise `gone`; no answer changes nothing.
 */
export function afterStatus(entry: Entry, heard: StatusAnswered, now: number): Entry {
  if (!isWaiting(entry)) return entry
  const lost = now >= entry.expires ? 'expired' : 'gone'
  const end = (state: EndState) =>
    withEnd(entry, state, now, state !== 'burned' || entry.burning === undefined)
  if (heard.is === 'nothing') return { ...entry, checked: now, failures: (entry.failures ?? 0) + 1 }
  if (heard.is === 'unknown') return end(lost)
  const { receipt } = heard
  const said = endStateOf(receipt)
  if (said !== undefined) return end(said)
  const alive = receipt.left !== undefined
  if (!alive && (receipt.emptied || lost === 'expired' || receipt.state === 'orphaned')) return end(lost)
  return { ...entry, ...corrected(entry, receipt, now), checked: now, failures: undefined }
}

/** Makes sure that a clock that was reset neither delays the next check nor ends a lifetime too soon. */
function corrected({ created, expires, recipient }: Entry, receipt: Receipt, now: number) {
  const until = receipt.left === undefined ? expires : now + Math.min(receipt.left * 1000, longestLife)
  return {
    created: Math.min(created, now),
    expires: Math.abs(until - expires) > tolerance ? until : expires,
    recipient: recipient ?? receipt.recipient,
  }
}
