import type { Api } from '../doors/api/api'
import type { History } from '../doors/history'
import type { Permissions } from '../doors/permissions'
import type { PolicyDoor } from '../doors/policy'
import type { SettingsDoor } from '../doors/settings'
import { Fault } from '../rules/fault'
import { withLimits } from '../rules/limits'
import { checkServer, serversIn } from '../rules/policy'
import { hostPattern, regionOf } from '../rules/server'

export type World = {
  api: (origin: string) => Pick<Api, 'status'>
  history: Pick<History, 'waiting'>
  settings: Pick<SettingsDoor, 'read' | 'change'>
  policy: Pick<PolicyDoor, 'read'>
  permissions: Pick<Permissions, 'takeBack'>
  accounts: { all: () => Promise<{ server: string }[]> }
}

/**
 * Checks that a Onetime Secret server answers there, and offers it from now on.
 * @throws Fault `serverNotAllowed` | `policyBroken` | `notKept`, and what the way there said
 */
export async function addServer(
  { api, policy, settings }: Pick<World, 'api' | 'policy' | 'settings'>,
  origin: string,
): Promise<void> {
  checkServer(await policy.read(), origin)
  await api(origin).status()
  if (regionOf(origin)) return
  await settings.change(({ servers }) => ({ servers: [...new Set([...servers, origin])] }))
}

/** How many of the person's secrets wait on a server. */
export async function countWaiting({ history }: Pick<World, 'history'>, origin: string): Promise<number> {
  return (await history.waiting()).filter(({ server }) => server === origin).length
}

/**
 * Forgets a server that was added, and gives its permission back unless another one needs the same.
 * @throws Fault `serverIsDefault` | `serverHasAccounts` | `policyBroken`, with nothing changed
 */
export async function removeServer(
  { settings, policy, permissions, accounts }: Omit<World, 'api' | 'history'>,
  origin: string,
): Promise<void> {
  const { sharing, servers } = await settings.read()
  if (sharing.server === origin) throw new Fault('serverIsDefault')
  if ((await accounts.all()).some(({ server }) => server === origin)) throw new Fault('serverHasAccounts')
  const pattern = hostPattern(origin)
  const others = [...servers.filter(other => other !== origin), ...serversIn(await policy.read(), [])]
  const shared = others.some(other => hostPattern(other) === pattern)
  // First of all: a server that is still listed can be removed again, a permission without one is forgotten.
  if (!shared) await permissions.takeBack(pattern)
  await settings.change(({ servers, limits }) => ({
    servers: servers.filter(other => other !== origin),
    limits: withLimits(limits, origin, {}),
  }))
}
