import type { History } from '../doors/history'
import type { Permissions } from '../doors/permissions'
import { type Area, erase } from '../doors/storage'
import type { Vault } from '../doors/vault'

export type World = {
  history: History
  vault: Vault
  local: Area
  session: Area
  permissions: Pick<Permissions, 'takeBackAll'>
}

/** Leaves nothing: first the key without which the rest is unreadable, then all the rest. */
export async function eraseEverything({ history, vault, local, session, permissions }: World): Promise<void> {
  await vault.erase()
  const entries = await history.all()
  await history.forget(entries.map(({ id }) => id))
  await Promise.all([erase(local), erase(session)])
  // They name the servers that were used here.
  await permissions.takeBackAll()
}
