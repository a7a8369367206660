import { browser } from 'wxt/browser'
import { createAccounts } from '../../lib/doors/accounts'
import { createAccountApi } from '../../lib/doors/api/account-api'
import { createApi } from '../../lib/doors/api/api'
import { createAway } from '../../lib/doors/away'
import { createComposing } from '../../lib/doors/composing'
import { createDamage } from '../../lib/doors/damage'
import { createHistory } from '../../lib/doors/history'
import { createPermissions } from '../../lib/doors/permissions'
import { createReceived } from '../../lib/doors/received'
import { createRecents } from '../../lib/doors/recents'
import { createRevealSessions } from '../../lib/doors/reveal-session'
import { createSettings, underRules } from '../../lib/doors/settings'
import { createUntold } from '../../lib/doors/untold'
import { createVault } from '../../lib/doors/vault'
import type { Account } from '../../lib/rules/account'
import { allowed, network } from './network'
import { keyStore, timeZone } from './platform'
import { keepRules } from './rules'

/** Everything through which the background reaches what is outside of it. Opening them waits for nothing. */
export function openDoors() {
  const { local, session } = browser.storage
  const now = () => Date.now()
  const newId = () => crypto.randomUUID()
  const settings = createSettings(local, timeZone, navigator.locks)
  const { policy, shown } = keepRules()
  const vault = createVault({ local, session }, keyStore, now)
  const sharing = async () => (await settings.read()).lock.sharing
  const away = createAway({ session, vault, now, sharing })
  const accounts = createAccounts(local, vault)
  const accountApi = (account: Account) =>
    createAccountApi({ network, allowed }, account, accepted => accounts.heard(account.id, accepted))
  return {
    local,
    session,
    now,
    newId,
    settings,
    policy,
    /** The servers whose links are ours to read: nothing that happens on a page waits for the rules. */
    known: underRules(settings, shown.read),
    vault,
    away,
    composing: createComposing(away.guarded, navigator.locks),
    untold: createUntold({ local, vault, now }),
    history: createHistory(local, vault),
    api: (origin: string) => createApi({ network, allowed }, origin),
    accounts,
    accountApi,
    recents: createRecents(local, accounts, accountApi),
    permissions: createPermissions(browser.permissions, browser.runtime.getManifest()),
    revealings: createRevealSessions(away.guarded, newId),
    received: createReceived({ local, session: away.guarded, vault, now }),
    damage: createDamage({ local, session, vault }),
  }
}
export type Doors = ReturnType<typeof openDoors>
