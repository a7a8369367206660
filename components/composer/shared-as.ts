import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Settings } from '../../lib/doors/settings'
import { isOld, isRefused, isUsable, type KnownAccount, preferredOf, tokenAge } from '../../lib/rules/account'
import type { Draft } from '../../lib/rules/draft'

type Around = { draft: ReadonlySignal<Draft>; settings: ReadonlySignal<Settings>; now: () => number }

/** `lost`: it was chosen, and cannot be used, which is for the person to mend; its name, if it is still known. */
export type Chosen =
  | { is: 'anonymous' }
  | { is: 'account'; account: KnownAccount }
  | { is: 'lost'; id: string; name: string | undefined }

/** Whom a secret is shared as: nobody, or one of the accounts at its server. */
export function createSharedAs(accounts: readonly KnownAccount[], { draft, settings, now }: Around) {
  const chosen = computed((): Chosen => {
    const { account: id, server } = draft.value
    if (id === null) return { is: 'anonymous' }
    const known = accounts.find(account => account.id === id)
    if (known && known.server === server && isUsable(known)) return { is: 'account', account: known }
    return { is: 'lost', id, name: known?.name }
  })
  return {
    chosen,
    offered: computed(() =>
      accounts.filter(account => account.server === draft.value.server && isUsable(account)),
    ),
    /** Whom one is at a server: as before if it is still the same, else the one that is preferred there. */
    at: (server: string): string | null =>
      server === draft.peek().server ? draft.peek().account : (preferredOf(accounts, server)?.id ?? null),
    /** Those that the server has refused time and again. */
    refused: signal(accounts.filter(account => isUsable(account) && isRefused(account))),
    /** In days, when it is time for a new token. */
    oldToken: computed(() => {
      const { value } = chosen
      if (value.is !== 'account' || !isOld(value.account, settings.value.tokenDays, now())) return undefined
      return tokenAge(value.account, now())
    }),
  }
}
