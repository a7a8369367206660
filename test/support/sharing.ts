import { createAccounts } from '../../lib/doors/accounts'
import { createAccountApi, createApi } from '../../lib/doors/api/api'
import { createHistory } from '../../lib/doors/history'
import { createSettings } from '../../lib/doors/settings'
import type { World } from '../../lib/journeys/share'
import type { Account } from '../../lib/rules/account'
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
  const [history, accounts] = [createHistory(area, vault), createAccounts(area, vault)]
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
    settings: createSettings(memoryArea(), () => 'UTC'),
  } satisfies World
  return { area, vault, history, accounts, world }
}
