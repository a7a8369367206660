import type { Accounts } from '../doors/accounts'
import type { History } from '../doors/history'
import type { Permissions } from '../doors/permissions'
import type { SettingsDoor } from '../doors/settings'
import { type Area, erase } from '../doors/storage'
import type { Vault } from '../doors/vault'

export type World = {
  history: Pick<History, 'all' | 'forget'>
  accounts: Pick<Accounts, 'removeAll'>
  settings: Pick<SettingsDoor, 'clear'>
  vault: Pick<Vault, 'erase'>
  local: Area
  session: Area
  permissions: Pick<Permissions, 'takeBackAll'>
}

/** Leaves nothing: first the key without which the rest is unreadable, then all the rest. */
export async function eraseEverything(world: World): Promise<void> {
  const { history, accounts, settings, vault, local, session, permissions } = world
  await vault.erase()
  // Each waits for what is just being written, which would come after the rest.
  await Promise.all([accounts.removeAll(), settings.clear()])
  const entries = await history.all()
  await history.forget(entries.map(({ id }) => id))
  await Promise.all([erase(local), erase(session)])
  // Whoever needed a key meanwhile has one that is stored nowhere any more.
  await vault.erase()
  // They name the servers that were used here.
  await permissions.takeBackAll()
}
