import { type EndState, type Entry, isWaiting, withEnd } from './history-entry'

/** What a server says of a secret to its sender. Times in seconds, of the server's clock. */
export type Receipt = {
  metadataKey: string
  /** The server's own word, one of many over the generations. */
  state: string
  created: number | undefined
  /** The life that it was given. */
  ttl: number | undefined
  /** What is left of it. A list of secrets never says. */
  left: number | undefined
  /** The server has no secret any more that belongs to this. */
  emptied: boolean
  passphrase: boolean
  recipient: string | undefined
}

/** What came of asking: the server's word; that it knows of no such secret; or nothing that could be used. */
export type StatusAnswered = { is: 'receipt'; receipt: Receipt } | { is: 'unknown' } | { is: 'nothing' }

const ends: Readonly<Record<string, EndState>> = {
  received: 'read',
  revealed: 'read',
  burned: 'burned',
  expired: 'expired',
}

/**
 * How a secret ended, by the server's word. None for `viewed`, which says only that somebody asked for its
 * metadata, and for words of generations to come.
 */
export const endStateOf = ({ state }: Receipt): EndState | undefined =>
  Object.hasOwn(ends, state) ? ends[state] : undefined

/** Milliseconds that a secret is taken to live at most, whatever is said: then it is asked about again, or given up. */
export const longestLife = 365 * 24 * 60 * 60 * 1000

/** Milliseconds by which clocks and rounding may differ before a server's figure is believed over ours. */
const tolerance = 90_000

/**
 * The entry after its server was asked at `now`. What the server does not know is `expired` when its time was
 * up, and else `gone`; silence changes nothing.
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

/** A clock that was set anew since must neither hold the next check back nor end a life too soon. */
function corrected({ created, expires, recipient }: Entry, receipt: Receipt, now: number) {
  const until = receipt.left === undefined ? expires : now + Math.min(receipt.left * 1000, longestLife)
  return {
    created: Math.min(created, now),
    expires: Math.abs(until - expires) > tolerance ? until : expires,
    recipient: recipient ?? receipt.recipient,
  }
}
