import type { AccountSecrets } from '../adapters/account-secrets'
import type { HistoryStore } from '../adapters/history-store'
import type { SettingsStore } from '../adapters/settings-store'
import { type Entry, isWaiting, withEnd } from '../domain/history-entry'

type World = { history: HistoryStore; settings: Pick<SettingsStore, 'read'>; now: () => number }

const day = 24 * 60 * 60 * 1000

/**
 * Forgets what has waited no longer for the days that the person or their organisation chose. A secret whose server has not answered
 * since it expired, for as long, is given up: nobody can know how it ended.
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

/** The person has seen the history. */
export async function markSeen({ history }: Pick<World, 'history'>): Promise<void> {
  const entries = await history.all()
  await Promise.all(
    entries
      .filter(({ news }) => news)
      .map(({ id }) => history.change(id, entry => ({ ...entry, news: false }))),
  )
}

/** The person wants one gone: what an account lists of it does not come back from there. */
export async function forget(
  { history, recents }: Pick<World, 'history'> & { recents: Pick<AccountSecrets, 'forgotten'> },
  id: string,
): Promise<void> {
  const entry = await history.find(id)
  if (entry?.account) {
    const account = { id: entry.account }
    // A key that opens no more, or a full disk, does not keep it here.
    await history
      .metadataKey(entry)
      .then(
        key => recents.forgotten(account, key),
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
