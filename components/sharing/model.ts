import { computed, createModel, type ReadonlySignal } from '@preact/signals'
import type { Settings } from '../../lib/adapters/settings-store'
import { isUsable, type KnownAccount, preferredOf } from '../../lib/domain/account'
import type { ShareOptions } from '../../lib/domain/draft'
import { boundByPolicy, serversUnder } from '../../lib/domain/policy'
import { originOf, regions } from '../../lib/domain/server'
import { limitsOf } from '../../lib/domain/server-limits'
import type { SettingsSignal } from '../settings-signal'

type World = { settings: SettingsSignal; accounts: ReadonlySignal<readonly KnownAccount[]> }

/** How a new secret starts. */
export const SharingDefaultsModel = createModel(({ settings, accounts }: World) => {
  const { kept, policy, change } = settings
  /** As the rules make it; what the person chose stays theirs, for when the rules go. */
  const sharing = computed(() => boundByPolicy(policy.value, kept.value.sharing))
  const offered = computed(() =>
    accounts.value.filter(account => account.server === sharing.value.server && isUsable(account)),
  )

  return {
    policy,
    sharing,
    remember: computed(() => kept.value.remember),
    /** The page that sealed links go through. */
    opener: computed(() => policy.value.opener ?? kept.value.opener),
    servers: computed(() => {
      const own = [...regions.map(originOf), ...kept.value.servers]
      return [...new Set([...serversUnder(policy.value, own), sharing.value.server])]
    }),
    /** The accounts at the chosen server that can be used. */
    offered,
    /** Seconds, as far as is known of the chosen server. */
    longest: computed(() => {
      const { server, account } = sharing.value
      return limitsOf(kept.value.limits, server)[account === null ? 'anonymous' : 'account']
    }),
    start: (remember: Settings['remember']) => change(() => ({ remember })),
    /** An account belongs to one server: with another one comes the account that is preferred there. */
    choose: (patch: Partial<ShareOptions>) =>
      change(({ sharing }) => {
        const moved = patch.server !== undefined && patch.server !== sharing.server
        const account = moved
          ? (preferredOf(accounts.peek(), patch.server ?? '')?.id ?? null)
          : sharing.account
        return { sharing: { ...sharing, account, ...patch } }
      }),
  }
})
export type SharingDefaultsModel = InstanceType<typeof SharingDefaultsModel>
