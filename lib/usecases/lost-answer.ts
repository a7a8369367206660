import type { AccountSecrets } from '../adapters/account-secrets'
import type { AccountStore } from '../adapters/account-store'
import type { HistoryStore } from '../adapters/history-store'
import type { ImportExclusions } from '../adapters/import-exclusions'
import { Fault } from '../domain/fault'
import {
  clockAhead,
  type ListedSecret,
  type LostSecret,
  type LostShare,
  suspects,
} from '../domain/lost-share'
import type { PendingShare } from '../domain/pending-share'
import type { Receipt } from '../domain/receipt'

export type FindLostShareWorld = {
  accounts: Pick<AccountStore, 'open' | 'whileKept'>
  accountSecrets: Pick<AccountSecrets, 'ask'>
  history: Pick<HistoryStore, 'all' | 'add' | 'change' | 'byKey'>
  untold: Pick<ImportExclusions, 'among'>
  /** The longest lifetime in seconds that a server is known to grant an account; `undefined` if unknown. */
  longest: (server: string) => Promise<number | undefined>
  now: () => number
  newId: () => string
}

/**
 * Looks in an account's own list for a secret that was sent without getting an answer. What is found is
 * added to the history, where it can be burned; only a certain match gets the label of what was sent. Must
 * not run while the list is being imported. Secrets shared from a private window are excluded, and nothing
 * is added once the account is removed.
 * @throws Fault: the account's; `locked` when the lock has closed meanwhile
 */
export async function findLostAnswer(world: FindLostShareWorld, trace: PendingShare): Promise<LostShare> {
  const account = await world.accounts.open(trace.account, trace.server)
  const recent = await world.accountSecrets.ask(account, world.now())
  if (recent.is !== 'list') return { is: 'unknown' }
  const all = await withEntries(world, trace, [...recent.list.values()])
  const receipts = all.map(({ receipt }) => receipt)
  const untold = await world.untold.among(trace.account, receipts, clockAhead(all))
  const listed = all.filter(({ receipt, entry }) => entry || !untold.has(receipt.metadataKey))
  const ttl = Math.min(trace.ttl, (await world.longest(trace.server)) ?? trace.ttl)
  const found = suspects(listed, { ...trace, ttl }, world.now())
  if (found.are === 'known') return { is: 'found', secret: await keep(world, trace, found.one, true) }
  // An item that was unreadable may be the lost one.
  if (found.some.length === 0) return { is: recent.leftOut > 0 ? 'unknown' : 'none' }
  const secrets: LostSecret[] = []
  for (const one of found.some) secrets.push(await keep(world, trace, one, false))
  return { is: 'perhaps', secrets }
}

/** Entries older than this many milliseconds before the share are ignored. */
const before = 48 * 60 * 60_000

async function withEntries(
  { history }: FindLostShareWorld,
  trace: PendingShare,
  receipts: Receipt[],
): Promise<ListedSecret[]> {
  const theirs = (await history.all()).filter(
    entry => entry.account === trace.account && entry.created >= trace.since - before,
  )
  const known = await history.byKey(theirs)
  return receipts.map(receipt => ({ receipt, entry: known.get(receipt.metadataKey) }))
}

async function keep(
  { history, accounts, now, newId }: FindLostShareWorld,
  { server, account, sealed, passphrase, label, since }: PendingShare,
  { receipt, entry }: ListedSecret,
  sure: boolean,
): Promise<LostSecret> {
  const known = sure
    ? { sealed, passphrase, label }
    : { sealed: false, passphrase: receipt.passphrase, label: '' }
  const id = entry?.id ?? newId()
  const created = entry?.created ?? (sure ? since : Math.min(now(), (receipt.created ?? 0) * 1000))
  if (!entry) {
    const { metadataKey, ttl = 0 } = receipt
    const expires = created + ttl * 1000
    const fresh = { id, server, account, created, expires, state: 'waiting' as const, metadataKey }
    const add = () => history.add({ ...fresh, ...known, imported: !sure })
    if (!(await accounts.whileKept(account, add))) throw new Fault('accountGone')
  } else if (sure) await history.change(id, entry => ({ ...entry, ...known, imported: false }))
  return { id, created, locked: known.passphrase && !known.sealed }
}
