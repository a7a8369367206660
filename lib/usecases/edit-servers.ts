import type { Api } from '../adapters/api/api'
import type { HistoryStore } from '../adapters/history-store'
import type { Permissions } from '../adapters/permissions'
import type { PolicyStore } from '../adapters/policy-store'
import type { SettingsStore } from '../adapters/settings-store'
import { Fault } from '../domain/fault'
import { checkServer, serversUnder } from '../domain/policy'
import { hostPattern, regionOf } from '../domain/server'
import { withLimits } from '../domain/server-limits'

export type EditServersWorld = {
  api: (origin: string) => Pick<Api, 'status'>
  history: Pick<HistoryStore, 'waiting'>
  settings: Pick<SettingsStore, 'read' | 'change'>
  policy: Pick<PolicyStore, 'read'>
  permissions: Pick<Permissions, 'takeBack'>
  accounts: { all: () => Promise<{ server: string }[]> }
}

/**
 * Checks that a Onetime Secret server answers there, and offers it from now on.
 * @throws Fault `serverNotAllowed` | `policyBroken` | `notKept`, and connection faults
 */
export async function addServer(
  { api, policy, settings }: Pick<EditServersWorld, 'api' | 'policy' | 'settings'>,
  origin: string,
): Promise<void> {
  checkServer(await policy.read(), origin)
  await api(origin).status()
  if (regionOf(origin)) return
  await settings.change(({ servers }) => ({ servers: [...new Set([...servers, origin])] }))
}

/** How many of the user's secrets are waiting on a server. */
export async function countWaiting(
  { history }: Pick<EditServersWorld, 'history'>,
  origin: string,
): Promise<number> {
  return (await history.waiting()).filter(({ server }) => server === origin).length
}

/**
 * Removes a server that was added, and its permission unless another server needs the same one.
 * @throws Fault `serverIsDefault` | `serverHasAccounts` | `policyBroken`, with nothing changed
 */
export async function removeServer(
  { settings, policy, permissions, accounts }: Omit<EditServersWorld, 'api' | 'history'>,
  origin: string,
): Promise<void> {
  const { sharing, servers } = await settings.read()
  if (sharing.server === origin) throw new Fault('serverIsDefault')
  if ((await accounts.all()).some(({ server }) => server === origin)) throw new Fault('serverHasAccounts')
  const pattern = hostPattern(origin)
  const others = [...servers.filter(other => other !== origin), ...serversUnder(await policy.read(), [])]
  const shared = others.some(other => hostPattern(other) === pattern)
  // First, because a server that is still listed can be removed again, but a permission without one would
  // be forgotten.
  if (!shared) await permissions.takeBack(pattern)
  await settings.change(({ servers, limits }) => ({
    servers: servers.filter(other => other !== origin),
    limits: withLimits(limits, origin, {}),
  }))
}
