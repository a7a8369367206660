import type { Accounts } from '../../lib/doors/accounts'
import { createAccountApi } from '../../lib/doors/api/account-api'
import type { Api } from '../../lib/doors/api/api'
import type { Handlers } from '../../lib/doors/messages'
import type { PolicyDoor } from '../../lib/doors/policy'
import type { Recents } from '../../lib/doors/recents'
import type { SettingsDoor } from '../../lib/doors/settings'
import {
  addAccount,
  changeAccount,
  removeAccount,
  replaceToken,
  testAccount,
  type World,
} from '../../lib/journeys/keep-accounts'
import { allowed, network } from './network'

type Names = 'addAccount' | 'changeAccount' | 'replaceToken' | 'testAccount' | 'removeAccount'

type Outside = Pick<World, 'accountApi' | 'now'> & {
  accounts: Accounts
  recents: Recents
  settings: SettingsDoor
  policy: PolicyDoor
  api: (origin: string) => Api
}

/** What can be asked of the accounts. A token comes in and never goes out. */
export function accountHandlers(outside: Outside): Pick<Handlers, Names> {
  const world: World = {
    ...outside,
    knock: access => createAccountApi({ network, allowed }, access),
    newId: () => crypto.randomUUID(),
  }
  return {
    addAccount: async account => ({ id: await addAccount(world, account) }),
    changeAccount: ({ id, ...change }) => changeAccount(world, id, change),
    replaceToken: ({ id, token }) => replaceToken(world, id, token),
    testAccount: ({ id }) => testAccount(world, id),
    removeAccount: ({ id }) => removeAccount(world, id),
  }
}
