import type { Permissions } from '../doors/permissions'
import type { SettingsDoor } from '../doors/settings'
import { Fault } from '../rules/fault'
import { withLimits } from '../rules/limits'
import { hostPattern } from '../rules/server'

export type World = {
  settings: Pick<SettingsDoor, 'read' | 'change'>
  permissions: Pick<Permissions, 'takeBack'>
  /** The servers that the person's accounts are on. */
  accountServers: () => Promise<string[]>
}

/**
 * Forgets a server that was added, and gives its permission back unless another one needs the same.
 * @throws Fault `serverIsDefault` | `serverHasAccounts`, with nothing changed
 */
export async function removeServer(
  { settings, permissions, accountServers }: World,
  origin: string,
): Promise<void> {
  const { sharing, servers } = await settings.read()
  if (sharing.server === origin) throw new Fault('serverIsDefault')
  if ((await accountServers()).includes(origin)) throw new Fault('serverHasAccounts')
  const pattern = hostPattern(origin)
  const shared = servers.some(other => other !== origin && hostPattern(other) === pattern)
  // First of all: a server that is still listed can be removed again, a permission without one is forgotten.
  if (!shared) await permissions.takeBack({ origins: [pattern] })
  await settings.change(({ servers, limits }) => ({
    servers: servers.filter(other => other !== origin),
    limits: withLimits(limits, origin, {}),
  }))
}
