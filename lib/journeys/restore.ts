import type { Accounts } from '../doors/accounts'
import { type Backup, type BackupAccount, readBackup } from '../doors/backup'
import type { PolicyDoor } from '../doors/policy'
import type { Settings, SettingsDoor } from '../doors/settings'
import type { KnownAccount } from '../rules/account'
import { isAllowed, type Policy } from '../rules/policy'

export type World = {
  settings: Pick<SettingsDoor, 'read' | 'change'>
  accounts: Pick<Accounts, 'all' | 'add'>
  policy: Pick<PolicyDoor, 'read'>
  now: () => number
}

/** What a backup may change. Notifications are not among it: the browser's leave for them is not in any file. */
export const parts = [
  'sharing',
  'remember',
  'servers',
  'limits',
  'opener',
  'message',
  'tokenDays',
  'retention',
  'keepPrivate',
  'generator',
  'lock',
] as const
export type Part = (typeof parts)[number]

/** What restoring would do, said before it is done. */
export type Plan = {
  /** New values for the settings that would change, and for no others. */
  settings: Partial<Settings>
  /** Origins that would be new. */
  servers: string[]
  /** Those that would be new, without their tokens. */
  accounts: BackupAccount[]
  /** Servers that the organisation does not allow, left out with their accounts. */
  leftOut: string[]
}

/** Servers and accounts are added, never taken away; what the organisation does not allow stays out. */
export function planOf(
  { settings, accounts }: Backup,
  now: { settings: Settings; accounts: readonly KnownAccount[] },
  policy: Policy,
): Plan {
  const allowed = (origin: string) => isAllowed(policy, origin)
  const here = (account: BackupAccount) =>
    now.accounts.find(
      ({ id, server, user }) => id === account.id || (server === account.server && user === account.user),
    )
  const mine = accounts.find(({ id }) => id === settings.sharing.account)
  const next: Settings = {
    ...settings,
    // Whoever is here already is known by the id that they have here.
    sharing: allowed(settings.sharing.server)
      ? { ...settings.sharing, account: (mine && here(mine)?.id) ?? mine?.id ?? null }
      : now.settings.sharing,
    servers: [...new Set([...now.settings.servers, ...settings.servers.filter(allowed)])],
    limits: { ...now.settings.limits, ...settings.limits },
  }
  return {
    settings: Object.fromEntries(
      parts.filter(part => !same(next[part], now.settings[part])).map(part => [part, next[part]]),
    ),
    servers: next.servers.filter(origin => !now.settings.servers.includes(origin)),
    accounts: accounts.filter(account => allowed(account.server) && !here(account)),
    leftOut: [...settings.servers, settings.sharing.server, ...accounts.map(({ server }) => server)].filter(
      (origin, index, all) => !allowed(origin) && all.indexOf(origin) === index,
    ),
  }
}

const same = (one: unknown, other: unknown): boolean => inOrder(one) === inOrder(other)

/** Whatever order the parts were put together in. */
const inOrder = (one: unknown): string | undefined =>
  JSON.stringify(one, (_, value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  )

/**
 * Does what `planOf` says of a backup's text, read anew.
 * @throws Fault `backupBad` | `backupNewer` | `policyBroken`, with nothing changed; `notKept`
 */
export async function restore({ settings, accounts, policy, now }: World, text: string): Promise<void> {
  const backup = readBackup(text)
  const rules = await policy.read()
  const plan = planOf(backup, { settings: await settings.read(), accounts: await accounts.all() }, rules)
  for (const { id, ...account } of plan.accounts) await accounts.add(account, id, now())
  await settings.change(() => plan.settings)
}
