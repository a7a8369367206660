import { computed, createModel, type ReadonlySignal } from '@preact/signals'
import type { Settings } from '../../lib/adapters/settings-store'
import { isUsable, type KnownAccount, preferredOf } from '../../lib/domain/account'
import type { ShareOptions } from '../../lib/domain/draft'
import { boundByPolicy, openerInForce, serversUnder } from '../../lib/domain/policy'
import { originOf, regions } from '../../lib/domain/server'
import { limitsOf } from '../../lib/domain/server-limits'
import type { SettingsSignal } from '../settings-signal'

type World = {
  settings: SettingsSignal
  accounts: ReadonlySignal<readonly KnownAccount[]>
  /** The opener page that this build came with, if any. */
  builtOpener?: string | undefined
}

/** The defaults for a new secret. */
export const SharingDefaultsModel = createModel(({ settings, accounts, builtOpener }: World) => {
  const { kept, policy, change } = settings
  /** As policy requires; the person's own choice is kept for when the policy goes. */
  const sharing = computed(() => boundByPolicy(policy.value, kept.value.sharing))
  const offered = computed(() =>
    accounts.value.filter(account => account.server === sharing.value.server && isUsable(account)),
  )

  return {
    policy,
    sharing,
    remember: computed(() => kept.value.remember),
    /** The opener page that sealed links go through. */
    opener: computed(() => openerInForce(policy.value, kept.value, builtOpener)),
    servers: computed(() => {
      const own = [...regions.map(originOf), ...kept.value.servers]
      return [...new Set([...serversUnder(policy.value, own), sharing.value.server])]
    }),
    /** The usable accounts at the chosen server. */
    offered,
    /** The chosen server's longest known lifetime, in seconds. */
    longest: computed(() => {
      const { server, account } = sharing.value
      return limitsOf(kept.value.limits, server)[account === null ? 'anonymous' : 'account']
    }),
    start: (remember: Settings['remember']) => change(() => ({ remember })),
    /** An account belongs to one server: choosing another server selects its preferred account. */
    choose: (patch: Partial<ShareOptions>) =>
      change(({ sharing }) => {
        const moved = patch.server !== undefined && patch.server !== sharing.server
        const account = moved
          ? (preferredOf(accounts.peek(), patch.server ?? '')?.id ?? null)
          : sharing.account
        return { sharing: { ...sharing, account, ...patch } }
      }, patch.server !== undefined),
  }
})
export type SharingDefaultsModel = InstanceType<typeof SharingDefaultsModel>
