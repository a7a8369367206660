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

/**
 * The settings a backup may change. Notifications are left out, because no file can grant the browser's
 * permission for them.
 */
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

/** What restoring would do, shown for confirmation. */
export type RestorePlan = {
  /** New values, only for settings that would change. */
  settings: Partial<Settings>
  /** Origins that would be added. */
  servers: string[]
  /** Accounts that would be added, without their tokens. */
  accounts: BackupAccount[]
  /** Servers that the organisation does not allow; skipped along with their accounts. */
  leftOut: string[]
}

/** Servers and accounts are added, never removed; those that the organisation does not allow are skipped. */
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
    // An account that exists here keeps its local id.
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

/** A canonical form, independent of the order of members. */
const inOrder = (one: unknown): string | undefined =>
  JSON.stringify(one, (_, value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  )

/**
 * Applies `planOf` to a backup's text, which is parsed again.
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
