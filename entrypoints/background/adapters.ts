import { browser } from 'wxt/browser'
import { createAccountSecrets } from '../../lib/adapters/account-secrets'
import { createAccountStore } from '../../lib/adapters/account-store'
import { type Access, createAccountApi, createApi } from '../../lib/adapters/api/api'
import { createStorageCheck } from '../../lib/adapters/corrupt-storage'
import { createDraftStore } from '../../lib/adapters/draft-store'
import { createFaultLog } from '../../lib/adapters/fault-log'
import { createHistoryStore } from '../../lib/adapters/history-store'
import { createImportExclusions } from '../../lib/adapters/import-exclusions'
import { createPermissions } from '../../lib/adapters/permissions'
import { createPolicyStore, createShownPolicy } from '../../lib/adapters/policy-store'
import { createReceivedStore } from '../../lib/adapters/received-store'
import { createRevealSessions } from '../../lib/adapters/reveal-session'
import { createSessionEncryption } from '../../lib/adapters/session-encryption'
import { createSettingsStore, systemTimeZone, underRules } from '../../lib/adapters/settings-store'
import { createVault } from '../../lib/adapters/vault'
import type { Account } from '../../lib/domain/account'
import type { AnyBrowser } from './any-browser'
import { keyStore } from './key-store'
import { allowed, network } from './network'

/** Every adapter the background uses. Creating them is synchronous. */
export function createAdapters() {
  const { local, session } = browser.storage
  const { managed }: AnyBrowser['storage'] = browser.storage
  const now = () => Date.now()
  const newId = () => crypto.randomUUID()
  const settings = createSettingsStore(local, systemTimeZone, navigator.locks)
  const vault = createVault({ local, session }, keyStore, now)
  const away = createSessionEncryption({ session, vault, now })
  const accounts = createAccountStore(local, vault)
  const accountApi = (account: Account) =>
    createAccountApi({ network, allowed }, account, accepted => accounts.heard(account.id, accepted))
  return {
    local,
    session,
    now,
    newId,
    settings,
    policy: createPolicyStore(managed, local),
    /**
     * The servers whose links we handle. Reads the cached policy: page events never wait for the managed one.
     */
    known: underRules(settings, createShownPolicy(local).read),
    vault,
    away,
    composing: createDraftStore(away.guarded, navigator.locks),
    untold: createImportExclusions({ local, vault, now }),
    history: createHistoryStore(local, vault),
    api: (origin: string) => createApi({ network, allowed }, origin),
    accounts,
    accountApi,
    /** The API for an account that isn't stored yet. */
    knock: (access: Access) => createAccountApi({ network, allowed }, access),
    accountSecrets: createAccountSecrets(local, accounts, accountApi),
    permissions: createPermissions(browser.permissions, browser.runtime.getManifest()),
    revealSessions: createRevealSessions(away.guarded, newId),
    received: createReceivedStore({ local, session: away.guarded, vault, now }),
    faults: createFaultLog(session, now),
    damage: createStorageCheck({ local, session, vault }),
  }
}
export type Adapters = ReturnType<typeof createAdapters>
