import type { AccountSecrets } from '../adapters/account-secrets'
import type { AccountStore } from '../adapters/account-store'
import type { HistoryStore, NewEntry } from '../adapters/history-store'
import type { ImportExclusions } from '../adapters/import-exclusions'
import type { Account } from '../domain/account'
import { faultOf } from '../domain/fault'
import type { Entry } from '../domain/history-entry'
import { clockAhead } from '../domain/lost-share'
import { endStateOf, longestLife, type Receipt } from '../domain/receipt'

type World = {
  history: HistoryStore
  accountSecrets: AccountSecrets
  accounts: Pick<AccountStore, 'whileKept'>
  /** Waits for shares in progress: a secret may be in the list before it is in the history. */
  idle: () => Promise<void>
  untold: Pick<ImportExclusions, 'among'>
  now: () => number
  newId: () => string
}

/**
 * The most secrets imported from one list, and kept for one account: a server can make its list as long as
 * it likes, and the disk is the user's.
 */
export const importLimits = { ofAList: 500, ofAnAccount: 2_000 } as const

/**
 * Imports secrets that an account made elsewhere: on the web, with other tools. Each secret is considered
 * once, so that one the user removes does not come back; nothing is imported for an account that is removed
 * meanwhile. While locked it is impossible to tell what was made here, so nothing is imported, and nothing
 * counts as considered.
 */
export async function importRecent(world: World, account: Account, receipts: Receipt[]): Promise<void> {
  const unseen = await world.accountSecrets.unseen(account, receipts)
  if (unseen.length === 0) return
  await world.idle()
  const known = await knownOf(world, account, unseen)
  if (!known) return
  const ahead = clockAhead(receipts.map(receipt => ({ receipt, entry: known.get(receipt.metadataKey) })))
  const untold = await world.untold.among(account.id, unseen, ahead)
  const theirs = (entry: Entry) => entry.imported && entry.account === account.id
  const room = importLimits.ofAnAccount - (await world.history.all()).filter(theirs).length
  const strange = unseen.filter(({ metadataKey }) => !known.has(metadataKey) && !untold.has(metadataKey))
  for (const receipt of foremost(strange).slice(0, Math.max(0, Math.min(importLimits.ofAList, room)))) {
    const entry = entryOf(world, account, receipt)
    if (!(await world.accounts.whileKept(account.id, () => world.history.add(entry)))) return
  }
  await world.accountSecrets.lookedAt(account, receipts)
}

/** Waiting secrets before ended ones, newest first. */
const foremost = (receipts: Receipt[]): Receipt[] =>
  receipts.toSorted(
    (one, other) =>
      Number(endStateOf(one) !== undefined) - Number(endStateOf(other) !== undefined) ||
      (other.created ?? 0) - (one.created ?? 0),
  )

/** Allows for clocks that differ by a day, and more if the server's is ahead. */
const skew = 24 * 60 * 60 * 1000

/** Entries by metadata key; `undefined` while locked. */
async function knownOf({ history, now }: World, account: Account, receipts: Receipt[]) {
  const since = receipts.reduce((first, { created = 0 }) => Math.min(first, created * 1000), now()) - skew
  const theirs = (entry: Entry) => entry.account === account.id && entry.created >= since
  const entries = (await history.all()).filter(theirs)
  return history.byKey(entries).catch((error: unknown) => {
    if (faultOf(error).code !== 'locked') throw error
  })
}

function entryOf({ now, newId }: World, { id, server }: Account, receipt: Receipt): NewEntry {
  const created = Math.min(now(), (receipt.created ?? Number.POSITIVE_INFINITY) * 1000)
  const state = endStateOf(receipt) ?? 'waiting'
  return {
    id: newId(),
    server,
    account: id,
    created,
    expires: created + Math.min((receipt.ttl ?? 0) * 1000, longestLife),
    state,
    ...(state === 'waiting' ? {} : { settled: now() }),
    sealed: false,
    passphrase: receipt.passphrase,
    label: '',
    ...(receipt.recipient === undefined ? {} : { recipient: receipt.recipient }),
    imported: true,
    metadataKey: receipt.metadataKey,
  }
}
