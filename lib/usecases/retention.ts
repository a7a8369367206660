import type { AccountSecrets } from '../adapters/account-secrets'
import type { HistoryStore } from '../adapters/history-store'
import type { SettingsStore } from '../adapters/settings-store'
import { type Entry, isWaiting, withEnd } from '../domain/history-entry'

type World = { history: HistoryStore; settings: Pick<SettingsStore, 'read'>; now: () => number }

const day = 24 * 60 * 60 * 1000

/**
 * Removes entries that ended longer ago than the number of days chosen by the user or their organisation. A
 * secret whose server has not answered for that long since it expired is given up: how it ended can't be
 * known.
 */
export async function applyRetention({ history, settings, now }: World): Promise<void> {
  const { retention } = await settings.read()
  const before = now() - retention * day
  const entries = await history.all()
  await history.outlive(entries.filter(entry => endedAt(entry) < before).map(({ id }) => id))
  for (const { id } of entries.filter(entry => isWaiting(entry) && entry.expires < before)) {
    await history.change(id, entry => withEnd(entry, 'gone', now(), false))
  }
}

const endedAt = (entry: Entry): number =>
  isWaiting(entry) ? Number.POSITIVE_INFINITY : (entry.settled ?? entry.created)

/** The user has seen the history. */
export async function markSeen({ history }: Pick<World, 'history'>): Promise<void> {
  const entries = await history.all()
  await Promise.all(
    entries
      .filter(({ news }) => news)
      .map(({ id }) => history.change(id, entry => ({ ...entry, news: false }))),
  )
}

/** Removes an entry at the user's request: it will not be imported again from its account's list. */
export async function forget(
  { history, accountSecrets }: Pick<World, 'history'> & { accountSecrets: Pick<AccountSecrets, 'forgotten'> },
  id: string,
): Promise<void> {
  const entry = await history.find(id)
  if (entry?.account) {
    const account = { id: entry.account }
    // A key that can't be decrypted, or a full disk, must not prevent the removal.
    await history
      .metadataKey(entry)
      .then(
        key => accountSecrets.forgotten(account, key),
        () => {},
      )
      .catch(() => {})
  }
  await history.forget([id])
}

export async function forgetSettled({ history }: Pick<World, 'history'>): Promise<void> {
  const entries = await history.all()
  await history.forget(entries.filter(entry => !isWaiting(entry)).map(({ id }) => id))
}
