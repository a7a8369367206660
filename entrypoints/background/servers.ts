import type { Accounts } from '../../lib/doors/accounts'
import type { Api } from '../../lib/doors/api/api'
import type { History } from '../../lib/doors/history'
import type { Handlers } from '../../lib/doors/messages'
import type { Permissions } from '../../lib/doors/permissions'
import type { PolicyDoor } from '../../lib/doors/policy'
import type { SettingsDoor } from '../../lib/doors/settings'
import { removeServer } from '../../lib/journeys/remove-server'
import { checkServer } from '../../lib/rules/policy'
import { regionOf } from '../../lib/rules/server'

type Names = 'addServer' | 'checkServer' | 'serverUse' | 'removeServer'

type Outside = {
  settings: SettingsDoor
  policy: Pick<PolicyDoor, 'read'>
  history: Pick<History, 'waiting'>
  api: (origin: string) => Api
  permissions: Permissions
  accounts: Pick<Accounts, 'all'>
}

/** What can be asked about servers. */
export function serverHandlers({
  settings,
  policy,
  history,
  api,
  permissions,
  accounts,
}: Outside): Pick<Handlers, Names> {
  const accountServers = async () => (await accounts.all()).map(({ server }) => server)
  return {
    addServer: async ({ origin }) => {
      checkServer(await policy.read(), origin)
      await api(origin).status()
      if (regionOf(origin)) return
      await settings.change(({ servers }) => ({ servers: [...new Set([...servers, origin])] }))
    },
    checkServer: async ({ origin }) => {
      await api(origin).status()
    },
    serverUse: async ({ origin }) => {
      const waiting = await history.waiting()
      return { waiting: waiting.filter(({ server }) => server === origin).length }
    },
    removeServer: ({ origin }) => removeServer({ settings, policy, permissions, accountServers }, origin),
  }
}
