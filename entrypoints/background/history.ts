import type { Accounts } from '../../lib/doors/accounts'
import type { Api } from '../../lib/doors/api/api'
import type { History } from '../../lib/doors/history'
import type { Handlers } from '../../lib/doors/messages'
import type { Permissions } from '../../lib/doors/permissions'
import type { PolicyDoor } from '../../lib/doors/policy'
import type { Recents } from '../../lib/doors/recents'
import type { SettingsDoor } from '../../lib/doors/settings'
import type { Area } from '../../lib/doors/storage'
import type { Vault } from '../../lib/doors/vault'
import { burn, burnAll } from '../../lib/journeys/burn'
import { eraseEverything } from '../../lib/journeys/erase-everything'
import { exportHistory } from '../../lib/journeys/export-history'
import { forget, forgetSettled, markSeen } from '../../lib/journeys/keep-house'
import { Fault } from '../../lib/rules/fault'
import { metadataPage } from '../../lib/rules/metadata-page'
import { dropNotifications } from './notifications'

type Names =
  | 'seen'
  | 'burn'
  | 'burnAll'
  | 'rename'
  | 'forget'
  | 'forgetSettled'
  | 'eraseAll'
  | 'metadataPage'
  | 'exportHistory'

type Outside = {
  history: History
  accounts: Accounts
  recents: Recents
  settings: SettingsDoor
  vault: Vault
  api: (origin: string) => Api
  now: () => number
  local: Area
  session: Area
  permissions: Permissions
  policy: PolicyDoor
  /** Does it between shares, once every link is forgotten. Whether a secret had left meanwhile. */
  erasing: (work: () => Promise<void>) => Promise<boolean>
}

/** What can be asked of the history. */
export function historyHandlers({
  history,
  accounts,
  recents,
  settings,
  vault,
  api,
  now,
  local,
  session,
  permissions,
  policy,
  erasing,
}: Outside): Pick<Handlers, Names> {
  const burning = { history, api, now }
  return {
    seen: async () => {
      await Promise.all([markSeen({ history }), dropNotifications()])
    },
    burn: async wanted => ({ state: await burn(burning, wanted) }),
    burnAll: () => burnAll(burning),
    rename: async ({ id, label }) => {
      await history.change(id, entry => ({ ...entry, label }))
    },
    forget: ({ id }) => forget({ history, recents }, id),
    forgetSettled: () => forgetSettled({ history }),
    eraseAll: async () => {
      const world = { history, accounts, settings, vault, local, session, permissions }
      const left = await erasing(() => eraseEverything(world))
      await policy.refresh()
      return { left }
    },
    metadataPage: async ({ id }) => {
      const entry = await history.find(id)
      if (!entry) throw new Fault('gone')
      return { address: metadataPage(entry.server, await history.metadataKey(entry)) }
    },
    exportHistory: async ({ as }) => ({ text: exportHistory(await history.all(), as) }),
  }
}
