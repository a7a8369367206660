import type { Fresh, History } from '../doors/history'
import type { Recents } from '../doors/recents'
import type { Untold } from '../doors/untold'
import type { Account } from '../rules/account'
import type { Entry } from '../rules/entry'
import { endOf, type Receipt } from '../rules/receipt'

export type World = {
  history: History
  recents: Recents
  /** Waits for what is being shared: it may be in the list before it is in the history. */
  idle: () => Promise<void>
  untold: Pick<Untold, 'has'>
  now: () => number
  newId: () => string
}

/**
 * Takes up what an account made elsewhere: on the web, with other tools. Each secret is looked at once, so that
 * one that the person forgets does not come back.
 */
export async function importRecent(world: World, account: Account, receipts: Receipt[]): Promise<void> {
  const { newest } = await world.recents.read(account)
  const unseen = receipts.filter(({ created = 0 }) => created >= newest)
  if (unseen.length === 0) return
  await world.idle()
  const known = await keysOf(world, account, Math.min(...unseen.map(({ created = 0 }) => created)))
  for (const receipt of unseen) {
    const ours = known.has(receipt.metadataKey) || (await world.untold.has(receipt.metadataKey))
    if (!ours) await world.history.add(entryOf(world, account, receipt))
  }
  // A second more, or the newest would come back after it was forgotten.
  await world.recents.lookedAt(account, 1 + Math.max(...unseen.map(({ created = 0 }) => created)))
}

/** A day's difference between the clocks is allowed for. */
const skew = 24 * 60 * 60 * 1000

async function keysOf({ history }: World, account: Account, since: number): Promise<Set<string>> {
  const theirs = (entry: Entry) => entry.account === account.id && entry.created >= since * 1000 - skew
  const entries = (await history.all()).filter(theirs)
  return new Set(await Promise.all(entries.map(entry => history.metadataKey(entry).catch(() => ''))))
}

function entryOf({ now, newId }: World, { id, server }: Account, receipt: Receipt): Fresh {
  const created = Math.min(now(), (receipt.created ?? 0) * 1000)
  const state = endOf(receipt) ?? 'waiting'
  return {
    id: newId(),
    server,
    account: id,
    created,
    expires: created + (receipt.ttl ?? 0) * 1000,
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
