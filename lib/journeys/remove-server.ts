import type { Permissions } from '../doors/permissions'
import type { PolicyDoor } from '../doors/policy'
import type { SettingsDoor } from '../doors/settings'
import { Fault } from '../rules/fault'
import { withLimits } from '../rules/limits'
import { serversIn } from '../rules/policy'
import { hostPattern } from '../rules/server'

export type World = {
  settings: Pick<SettingsDoor, 'read' | 'change'>
  policy: Pick<PolicyDoor, 'read'>
  permissions: Pick<Permissions, 'takeBack'>
  /** The servers that the person's accounts are on. */
  accountServers: () => Promise<string[]>
}

/**
 * Forgets a server that was added, and gives its permission back unless another one needs the same.
 * @throws Fault `serverIsDefault` | `serverHasAccounts` | `policyBroken`, with nothing changed
 */
export async function removeServer(
  { settings, policy, permissions, accountServers }: World,
  origin: string,
): Promise<void> {
  const { sharing, servers } = await settings.read()
  if (sharing.server === origin) throw new Fault('serverIsDefault')
  if ((await accountServers()).includes(origin)) throw new Fault('serverHasAccounts')
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
