import { computed, createModel, type Signal, signal } from '@preact/signals'
import type { Call } from '../../lib/adapters/messages'
import type { Settings } from '../../lib/adapters/settings-store'
import {
  isOld,
  isRefused,
  isUsable,
  type KnownAccount,
  preferredOf,
  tokenAge,
} from '../../lib/domain/account'
import type { Draft, ShareOptions } from '../../lib/domain/draft'
import { limitsOf } from '../../lib/domain/server-limits'
import { type AddServerState, createAddServer } from '../add-server'
import type { DraftModel } from './draft'

type World = {
  call: Call
  now: () => number
  settings: Signal<Settings>
  /** Keeps the last secret's share options for the next one. */
  remember: (sharing: ShareOptions) => void
  draft: Pick<DraftModel, 'current' | 'composing' | 'keep'>
  accounts: readonly KnownAccount[]
}

/** `lost`: the chosen account can't be used, and the person must choose again; its name, if still known. */
export type SharedAs =
  | { is: 'anonymous' }
  | { is: 'account'; account: KnownAccount }
  | { is: 'lost'; id: string; name: string | undefined }

/** Where a secret goes: server, account and lifetime; also adds servers. */
export const ServerChoiceModel = createModel((world: World) => {
  const { call, now, settings, draft, accounts } = world
  const { current } = draft
  const keepAddress = (address: string | undefined) => draft.keep({ ...draft.composing.peek(), address })
  const adding = createAddServer({ call, keep: keepAddress }, draft.composing.peek().address)
  const heldBack = signal<{ by: AddServerState } | undefined>(undefined)

  const sharedAs = computed((): SharedAs => {
    const { account: id, server } = current.value
    if (id === null) return { is: 'anonymous' }
    const known = accounts.find(account => account.id === id)
    if (known && known.server === server && isUsable(known)) return { is: 'account', account: known }
    return { is: 'lost', id, name: known?.name }
  })

  /** The account at a server: unchanged for the same server, otherwise that server's preferred one. */
  const accountAt = (server: string): string | null =>
    server === current.peek().server ? current.peek().account : (preferredOf(accounts, server)?.id ?? null)

  return {
    sharedAs,
    /** The usable accounts at the chosen server. */
    offered: computed(() =>
      accounts.filter(account => account.server === current.value.server && isUsable(account)),
    ),
    /** Accounts that the server has repeatedly refused. */
    refused: signal(accounts.filter(account => isUsable(account) && isRefused(account))),
    /** The token's age in days, if it is due for replacement. */
    oldToken: computed(() => {
      const { value } = sharedAs
      if (value.is !== 'account' || !isOld(value.account, settings.value.tokenDays, now())) return undefined
      return tokenAge(value.account, now())
    }),
    /** The longest lifetime the server grants, in seconds, if known. */
    longest: computed(() => {
      const { server, account } = current.value
      return limitsOf(settings.value.limits, server)[account === null ? 'anonymous' : 'account']
    }),
    /** Server and account change together, since an account belongs to one server. */
    placed(patch: Partial<Draft>): Partial<Draft> {
      if (!('server' in patch || 'account' in patch)) return patch
      const server = patch.server ?? current.peek().server
      return { server, account: accountAt(server), ...patch }
    },
    /** Remembers only the person's own choices: what policy imposes must go when the policy does. */
    remember(patch: Partial<ShareOptions>): void {
      const { sharing, remember } = settings.peek()
      if (remember === 'fixed') return
      const { mode, server, account, ttl, language } = { ...sharing, ...patch }
      if (
        mode !== sharing.mode ||
        server !== sharing.server ||
        account !== sharing.account ||
        ttl !== sharing.ttl ||
        language !== sharing.language
      ) {
        world.remember({ mode, server, account, ttl, language })
      }
    },
    ...adding,
    /** Offers an added server at once; the background stores it. */
    offer(origin: string): void {
      const { servers } = settings.peek()
      settings.value = { ...settings.peek(), servers: [...new Set([...servers, origin])] }
    },
    /** The press that was held back, until the address is dealt with. A new object for each press. */
    held: computed(() => (heldBack.value?.by === adding.adding.value ? heldBack.value : undefined)),
    /**
     * Whether the destination is settled. While another server's address is being entered, the person may
     * think it is chosen, and the secret must not go to the previous server.
     */
    isSettled(): boolean {
      const by = adding.adding.peek()
      if (by.at === 'closed') return true
      heldBack.value = { by }
      return false
    },
  }
})
export type ServerChoiceModel = InstanceType<typeof ServerChoiceModel>
