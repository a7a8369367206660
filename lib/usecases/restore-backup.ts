import type { AccountStore } from '../adapters/account-store'
import { type BackupAccount, type BackupFile, readBackup } from '../adapters/backup-file'
import type { PolicyStore } from '../adapters/policy-store'
import type { Settings, SettingsStore } from '../adapters/settings-store'
import type { KnownAccount } from '../domain/account'
import { isAllowed, type Policy } from '../domain/policy'

export type RestoreBackupWorld = {
  settings: Pick<SettingsStore, 'read' | 'change'>
  accounts: Pick<AccountStore, 'all' | 'add'>
  policy: Pick<PolicyStore, 'read'>
  now: () => number
}

/** What a backup may change. Notifications are not among it: the browser's leave for them is not in any file. */
export const backupParts = [
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
export type BackupPart = (typeof backupParts)[number]

/** What restoring would do, said before it is done. */
export type RestorePlan = {
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
  { settings, accounts }: BackupFile,
  now: { settings: Settings; accounts: readonly KnownAccount[] },
  policy: Policy,
): RestorePlan {
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
      backupParts.filter(part => !same(next[part], now.settings[part])).map(part => [part, next[part]]),
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
export async function restore(
  { settings, accounts, policy, now }: RestoreBackupWorld,
  text: string,
): Promise<void> {
  const backup = readBackup(text)
  const rules = await policy.read()
  const plan = planOf(backup, { settings: await settings.read(), accounts: await accounts.all() }, rules)
  for (const { id, ...account } of plan.accounts) await accounts.add(account, id, now())
  await settings.change(() => plan.settings)
}
