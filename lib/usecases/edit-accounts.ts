import type { AccountSecrets } from '../adapters/account-secrets'
import type { AccountChange, AccountStore, NewAccount } from '../adapters/account-store'
import type { Access, AccountApi, Api } from '../adapters/api/api'
import type { PolicyStore } from '../adapters/policy-store'
import type { SettingsStore } from '../adapters/settings-store'
import type { Account } from '../domain/account'
import { checkServer } from '../domain/policy'

export type EditAccountsWorld = {
  accounts: AccountStore
  accountSecrets: Pick<AccountSecrets, 'retry' | 'forget'>
  settings: Pick<SettingsStore, 'change'>
  policy: Pick<PolicyStore, 'read'>
  api: (origin: string) => Pick<Api, 'status'>
  /** The API for a stored account, which records whether the server accepted it. */
  accountApi: (account: Account) => Pick<AccountApi, 'check'>
  /** The API for credentials that are not stored yet. */
  knock: (access: Access) => Pick<AccountApi, 'check'>
  now: () => number
  newId: () => string
}

/**
 * Stores an account once its server has accepted it. The token is sent only to a Onetime Secret server.
 * @throws Fault `serverNotAllowed` | `policyBroken`, `unauthorised` when the server does not accept it, and
 * connection faults; then nothing is stored
 */
export async function addAccount(world: EditAccountsWorld, account: NewAccount): Promise<string> {
  checkServer(await world.policy.read(), account.server)
  const id = world.newId()
  await world.api(account.server).status()
  await world.knock(account).check()
  await world.accounts.add(account, id, world.now())
  await chooseWhereAnonymous(world, id)
  return id
}

/** @throws Fault `accountGone` | `notKept` */
export async function changeAccount(
  world: EditAccountsWorld,
  id: string,
  change: AccountChange,
): Promise<void> {
  await world.accounts.change(id, change)
  if (change.preferred) await chooseWhereAnonymous(world, id)
}

/**
 * Replaces the token once the server has accepted the new one; until then the old one stays.
 * @throws Fault `accountGone`, `serverNotAllowed` | `policyBroken`, `unauthorised`, and connection faults
 */
export async function replaceToken(world: EditAccountsWorld, id: string, token: string): Promise<void> {
  const { server, user } = await world.accounts.find(id)
  checkServer(await world.policy.read(), server)
  await world.api(server).status()
  await world.knock({ server, user, token }).check()
  await world.accounts.replace(id, token, world.now())
  await world.accountSecrets.retry({ id })
}

/**
 * @throws Fault `serverNotAllowed` | `policyBroken`, `unauthorised` when the server does not accept it, and
 * connection faults
 */
export async function testAccount(world: EditAccountsWorld, id: string): Promise<void> {
  const account = await world.accounts.read(id)
  checkServer(await world.policy.read(), account.server)
  await world.accountApi(account).check()
  await world.accountSecrets.retry(account)
}

/** What was shared with it stays in the history. */
export async function removeAccount(
  { accounts, accountSecrets }: Pick<EditAccountsWorld, 'accounts' | 'accountSecrets'>,
  id: string,
): Promise<void> {
  await accounts.remove(id)
  await accountSecrets.forget({ id })
}

/** If the next secret goes to this account's server anonymously and the account is preferred, selects it. */
async function chooseWhereAnonymous({ accounts, settings }: EditAccountsWorld, id: string): Promise<void> {
  const { server, preferred } = await accounts.find(id)
  if (!preferred) return
  await settings.change(({ sharing }) =>
    sharing.server === server && sharing.account === null ? { sharing: { ...sharing, account: id } } : {},
  )
}
