import { computed, createModel, type ReadonlySignal, signal } from '@preact/signals'
import type { Call } from '../../lib/adapters/messages'
import type { Settings } from '../../lib/adapters/settings-store'
import { isOld, isRefused, type KnownAccount, readShareDomain } from '../../lib/domain/account'
import { Fault, failureOf } from '../../lib/domain/fault'
import type { Policy } from '../../lib/domain/policy'
import { hostPattern } from '../../lib/domain/server'
import type { Failure } from '../../lib/domain/share-outcome'
import { createNewAccount, createNewToken, wrongIn } from './forms'

export type AccountsWorld = {
  call: Call
  /** The stored accounts, sorted by name. */
  read: () => Promise<readonly KnownAccount[]>
  settings: ReadonlySignal<Settings>
  /** The organisation's policy, as last read. */
  policy: ReadonlySignal<Policy>
  /** Sets the days after which a token should be replaced; 0: never. */
  remind: (tokenDays: number) => Promise<unknown>
  /** Requests a host permission; must be called first in a click handler. */
  request: (pattern: string) => Promise<boolean>
  now: () => number
}

/** The open account, as edited. */
type Opened = {
  id: string
  name: string
  shareDomain: string
  wrong?: 'name' | 'shareDomain'
  removing?: true
}

/** The result of the last action, shown at its account. */
type Told = { id: string } & (
  | { is: 'testing' | 'added' | 'kept' | 'replaced' | 'accepted' }
  | { is: 'failed'; failure: Failure }
)

/** The accounts to share with: adding, testing, changing, replacing tokens, removing. */
export const AccountsModel = createModel((world: AccountsWorld, start: readonly KnownAccount[]) => {
  const accounts = signal(start)
  const opened = signal<Opened | undefined>(undefined)
  const told = signal<Told | undefined>(undefined)
  /** Name of the account just removed. */
  const removed = signal<string | undefined>(undefined)

  async function refresh(): Promise<void> {
    accounts.value = await world.read()
  }

  function typeAfresh(id: string | undefined): void {
    const account = accounts.peek().find(account => account.id === id)
    opened.value = account && {
      id: account.id,
      name: account.name,
      shareDomain: account.shareDomain ?? '',
    }
  }

  function look(id: string | undefined): void {
    newToken.cancel()
    removed.value = undefined
    typeAfresh(id)
  }

  /** Runs an action on one account, and shows its result there. */
  async function act(id: string, work: () => Promise<Told['is'] | undefined>): Promise<void> {
    const is = await work().catch((error: unknown) => failureOf(error))
    // Show the result even if the list couldn't be re-read.
    await refresh().catch(() => {})
    if (typeof is === 'object') told.value = { id, is: 'failed', failure: is }
    else told.value = is === undefined || is === 'failed' ? undefined : { id, is }
  }

  const { call, request } = world
  const newAccount = createNewAccount({
    call,
    request,
    added: async id => {
      await refresh()
      look(id)
      told.value = { id, is: 'added' }
    },
  })
  const newToken = createNewToken({
    call,
    request,
    replaced: async id => {
      await refresh()
      told.value = { id, is: 'replaced' }
    },
  })

  const isEdited = (now: Opened | undefined): boolean => {
    const account = accounts.value.find(({ id }) => id === now?.id)
    return Boolean(
      now && account && (now.name !== account.name || now.shareDomain !== (account.shareDomain ?? '')),
    )
  }
  const needsToken = (account: KnownAccount): boolean =>
    !account.hasToken || isRefused(account) || isOld(account, world.settings.value.tokenDays, world.now())

  return {
    accounts,
    settings: world.settings,
    policy: world.policy,
    opened,
    told,
    removed,
    /** Whether something typed isn't saved, or an account needs to be looked after. */
    unsettled: computed(
      () =>
        newAccount.state.value.at !== 'closed' ||
        newToken.state.value.at !== 'closed' ||
        isEdited(opened.value) ||
        told.value?.is === 'failed' ||
        accounts.value.some(account => !account.disabled && needsToken(account)),
    ),
    newAccount,
    newToken,
    /** The accounts were changed elsewhere. */
    hear: refresh,
    toggle: (id: string) => {
      told.value = undefined
      look(opened.peek()?.id === id ? undefined : id)
    },
    type(patch: Pick<Partial<Opened>, 'name' | 'shareDomain'>): void {
      const now = opened.peek()
      if (!now) return
      const { wrong: _, ...rest } = now
      opened.value = { ...rest, ...patch }
      told.value = undefined
    },
    async keep(): Promise<void> {
      const now = opened.peek()
      if (!now) return
      const { id, name } = now
      if (wrongIn({ name })) {
        opened.value = { ...now, wrong: 'name' }
        return
      }
      let shareDomain: string | undefined
      try {
        shareDomain = readShareDomain(now.shareDomain)
      } catch {
        opened.value = { ...now, wrong: 'shareDomain' }
        return
      }
      await act(id, async () => {
        await call('changeAccount', { id, name, shareDomain: shareDomain ?? null })
        return 'kept'
      })
      if (opened.peek() === now) typeAfresh(id)
    },
    change: (id: string, patch: { preferred: boolean } | { disabled: boolean }) =>
      act(id, async () => {
        await call('changeAccount', { id, ...patch })
        return undefined
      }),
    async test({ id, server }: KnownAccount): Promise<void> {
      const permitted = request(hostPattern(server))
      told.value = { id, is: 'testing' }
      await act(id, async () => {
        if (!(await permitted)) throw new Fault('noPermission')
        await call('testAccount', { id })
        return 'accepted'
      })
    },
    askToRemove(asking: boolean): void {
      const now = opened.peek()
      if (!now) return
      const { removing: _, ...rest } = now
      opened.value = asking ? { ...rest, removing: true } : rest
    },
    async remove({ id, name }: KnownAccount): Promise<void> {
      await act(id, async () => {
        await call('removeAccount', { id })
        return undefined
      })
      if (accounts.peek().some(account => account.id === id)) return
      if (opened.peek()?.id === id) look(undefined)
      removed.value = name
    },
    remind: world.remind,
    now: world.now,
  }
})
export type AccountsModel = InstanceType<typeof AccountsModel>
