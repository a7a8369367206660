import { createAccountStore } from '../../lib/adapters/account-store'
import { createAccountApi, createApi } from '../../lib/adapters/api/api'
import { createHistoryStore } from '../../lib/adapters/history-store'
import { createSettingsStore } from '../../lib/adapters/settings-store'
import type { Account } from '../../lib/domain/account'
import type { ShareWorld } from '../../lib/usecases/share'
import type { Server } from '../server/server'
import { memoryArea } from './area'
import { nodeNetwork } from './network'
import { memoryUntold } from './untold'
import { memoryVault } from './vault'

export const outside = { network: nodeNetwork, allowed: async () => true, patience: 5_000 }
export const alice = { user: 'alice@example.com', token: 't0ken' }
export const accountId = '7d0f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f10'

/** What shares over real HTTP: a history in memory, and Alice's account on a server that knows her. */
export async function sharingWorld(server: Server) {
  const [area, vault] = [memoryArea(), memoryVault()]
  const [history, accounts] = [createHistoryStore(area, vault), createAccountStore(area, vault)]
  await accounts.add({ name: 'Production', server: server.origin, ...alice }, accountId, 7)
  const world = {
    ...{
      accounts,
      history,
      untold: memoryUntold(),
      policy: {},
      line: 'Sealed.',
      room: 10_000,
      opener: undefined,
    },
    api: (origin: string) => createApi(outside, origin),
    accountApi: (account: Account) => createAccountApi(outside, account),
    now: () => 1_000_000,
    newId: () => '2c7f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f10',
    sending: async () => {},
    made: async () => {},
    settings: createSettingsStore(memoryArea(), () => 'UTC'),
  } satisfies ShareWorld
  return { area, vault, history, accounts, world }
}
