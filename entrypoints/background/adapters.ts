import { browser } from 'wxt/browser'
import { createAccounts } from '../../lib/doors/accounts'
import { type Access, createAccountApi, createApi } from '../../lib/doors/api/api'
import { createAway } from '../../lib/doors/away'
import { createComposing } from '../../lib/doors/composing'
import { createDamage } from '../../lib/doors/damage'
import { createHistory } from '../../lib/doors/history'
import { createPermissions } from '../../lib/doors/permissions'
import { createPolicy, createShownRules } from '../../lib/doors/policy'
import { createReceived } from '../../lib/doors/received'
import { createRecents } from '../../lib/doors/recents'
import { createRevealSessions } from '../../lib/doors/reveal-session'
import { createSettings, systemTimeZone, underRules } from '../../lib/doors/settings'
import { createUntold } from '../../lib/doors/untold'
import { createVault } from '../../lib/doors/vault'
import type { Account } from '../../lib/rules/account'
import { allowed, network } from './network'
import { keyStore } from './platform'

/** Everything through which the background reaches what is outside of it. Making them waits for nothing. */
export function createAdapters() {
  const { local, session, managed } = browser.storage
  const now = () => Date.now()
  const newId = () => crypto.randomUUID()
  const settings = createSettings(local, systemTimeZone, navigator.locks)
  const vault = createVault({ local, session }, keyStore, now)
  const away = createAway({ session, vault, now })
  const accounts = createAccounts(local, vault)
  const accountApi = (account: Account) =>
    createAccountApi({ network, allowed }, account, accepted => accounts.heard(account.id, accepted))
  return {
    local,
    session,
    now,
    newId,
    settings,
    policy: createPolicy(managed, local),
    /** The servers whose links are ours to read: nothing that happens on a page waits for the rules. */
    known: underRules(settings, createShownRules(local).read),
    vault,
    away,
    composing: createComposing(away.guarded, navigator.locks),
    untold: createUntold({ local, vault, now }),
    history: createHistory(local, vault),
    api: (origin: string) => createApi({ network, allowed }, origin),
    accounts,
    accountApi,
    /** In the name of somebody who is not kept here yet. */
    knock: (access: Access) => createAccountApi({ network, allowed }, access),
    recents: createRecents(local, accounts, accountApi),
    permissions: createPermissions(browser.permissions, browser.runtime.getManifest()),
    revealings: createRevealSessions(away.guarded, newId),
    received: createReceived({ local, session: away.guarded, vault, now }),
    damage: createDamage({ local, session, vault }),
  }
}
export type Adapters = ReturnType<typeof createAdapters>
