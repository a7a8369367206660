import type { AccountStore } from '../adapters/account-store'
import type { HistoryStore } from '../adapters/history-store'
import type { Permissions } from '../adapters/permissions'
import type { SettingsStore } from '../adapters/settings-store'
import { type Area, erase } from '../adapters/storage-area'
import type { Vault } from '../adapters/vault'

type World = {
  history: Pick<HistoryStore, 'all' | 'forget'>
  accounts: Pick<AccountStore, 'removeAll'>
  settings: Pick<SettingsStore, 'clear'>
  vault: Pick<Vault, 'erase'>
  local: Area
  session: Area
  permissions: Pick<Permissions, 'takeBackAll'>
}

/** Erases everything: first the key, which makes the rest unreadable, then the rest. */
export async function eraseEverything(world: World): Promise<void> {
  const { history, accounts, settings, vault, local, session, permissions } = world
  await vault.erase()
  // These wait for writes in progress, which would otherwise come after the erasure.
  await Promise.all([accounts.removeAll(), settings.clear()])
  const entries = await history.all()
  await history.forget(entries.map(({ id }) => id))
  await Promise.all([erase(local), erase(session)])
  // A concurrent operation may have created a new key, which is not stored any more.
  await vault.erase()
  // Permissions name the servers that were used here.
  await permissions.takeBackAll()
}
