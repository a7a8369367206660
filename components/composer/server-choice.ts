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
  /** Remembers how the last secret was shared, for the next one. */
  remember: (sharing: ShareOptions) => void
  draft: Pick<DraftModel, 'current' | 'composing' | 'keep'>
  accounts: readonly KnownAccount[]
}

/** `lost`: it was chosen, and cannot be used, which is for the person to mend; its name, if it is still known. */
export type SharedAs =
  | { is: 'anonymous' }
  | { is: 'account'; account: KnownAccount }
  | { is: 'lost'; id: string; name: string | undefined }

/** Where a secret goes: its server, the account there, how long it lives; and a server that is yet to be added. */
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

  /** The account at a server: as before if it is still the same server, else the one that is preferred there. */
  const accountAt = (server: string): string | null =>
    server === current.peek().server ? current.peek().account : (preferredOf(accounts, server)?.id ?? null)

  return {
    sharedAs,
    /** The accounts at the chosen server that can be used. */
    offered: computed(() =>
      accounts.filter(account => account.server === current.value.server && isUsable(account)),
    ),
    /** Those that the server has refused time and again. */
    refused: signal(accounts.filter(account => isUsable(account) && isRefused(account))),
    /** In days, when it is time for a new token. */
    oldToken: computed(() => {
      const { value } = sharedAs
      if (value.is !== 'account' || !isOld(value.account, settings.value.tokenDays, now())) return undefined
      return tokenAge(value.account, now())
    }),
    /** Seconds that the server grants at most, where that is known. */
    longest: computed(() => {
      const { server, account } = current.value
      return limitsOf(settings.value.limits, server)[account === null ? 'anonymous' : 'account']
    }),
    /** Server and account are never chosen without each other: an account is one of its server's. */
    placed(patch: Partial<Draft>): Partial<Draft> {
      if (!('server' in patch || 'account' in patch)) return patch
      const server = patch.server ?? current.peek().server
      return { server, account: accountAt(server), ...patch }
    },
    /** Only what the person chose: what rules make of a draft is not theirs, and goes when the rules go. */
    remember(patch: Partial<ShareOptions>): void {
      const { sharing, remember } = settings.peek()
      if (remember === 'fixed') return
      const { mode, server, account, ttl } = { ...sharing, ...patch }
      if (
        mode !== sharing.mode ||
        server !== sharing.server ||
        account !== sharing.account ||
        ttl !== sharing.ttl
      ) {
        world.remember({ mode, server, account, ttl })
      }
    },
    ...adding,
    /** Offers a server that was added; the background keeps it. */
    offer(origin: string): void {
      const { servers } = settings.peek()
      settings.value = { ...settings.peek(), servers: [...new Set([...servers, origin])] }
    },
    /** A press that was held back, until something is done about the address; each one is another object. */
    held: computed(() => (heldBack.value?.by === adding.adding.value ? heldBack.value : undefined)),
    /**
     * Whether it is settled where a secret goes. As long as another server's address stands open, the person may take
     * it for chosen, and what they write must not go to the one before.
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
