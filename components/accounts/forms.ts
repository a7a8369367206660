import { type Signal, signal } from '@preact/signals'
import type { Call } from '../../lib/adapters/messages'
import type { KnownAccount } from '../../lib/domain/account'
import { Fault, failureOf } from '../../lib/domain/fault'
import { hostPattern } from '../../lib/domain/server'
import type { Failure } from '../../lib/domain/share-outcome'

/** The parts of an account that can be found invalid without asking the server. */
type Part = 'name' | 'user' | 'token'

const parts: Readonly<Record<Part, RegExp>> = {
  name: /\S/,
  // A colon would end the user name (RFC 7617 §2).
  user: /^\s*[^:\s][^:]*$/,
  token: /^\s*\S+\s*$/,
}

/** The first part that is missing or invalid. */
export const wrongIn = (typed: Partial<Record<Part, string>>): Part | undefined =>
  (['name', 'user', 'token'] as const).find(
    part => typed[part] !== undefined && !parts[part].test(typed[part]),
  )

export type AccountForm = { name: string; server: string; user: string; token: string }

/** State of the new account form: closed, being typed, being tested. */
export type NewAccountState =
  | { at: 'closed' }
  | { at: 'typing'; form: AccountForm; wrong?: Part; failure?: Failure }
  | { at: 'testing'; form: AccountForm }

type NewAccountWorld = {
  call: Call
  /** Requests a host permission; must be called first in a click handler. */
  request: (pattern: string) => Promise<boolean>
  /** Called with the id of an account that was accepted and stored. */
  added: (id: string) => Promise<void>
}

/** Adds an account once its server has accepted it. The token is held no longer than that. */
export function createNewAccount({ call, request, added }: NewAccountWorld) {
  const state: Signal<NewAccountState> = signal({ at: 'closed' })
  return {
    state,
    begin: (server: string) => {
      state.value = { at: 'typing', form: { name: '', server, user: '', token: '' } }
    },
    cancel: () => {
      state.value = { at: 'closed' }
    },
    type(patch: Partial<AccountForm>): void {
      const now = state.peek()
      if (now.at === 'typing') state.value = { at: 'typing', form: { ...now.form, ...patch } }
    },
    async add(): Promise<void> {
      const now = state.peek()
      if (now.at !== 'typing') return
      const { form } = now
      const wrong = wrongIn(form)
      if (wrong) {
        state.value = { at: 'typing', form, wrong }
        return
      }
      const permitted = request(hostPattern(form.server))
      state.value = { at: 'testing', form }
      try {
        if (!(await permitted)) throw new Fault('noPermission')
        const { id } = await call('addAccount', form)
        state.value = { at: 'closed' }
        await added(id)
      } catch (error) {
        state.value = { at: 'typing', form, failure: failureOf(error) }
      }
    },
  }
}

/** State of a token replacement: closed, being pasted, being tested while the old one stays. */
export type NewToken =
  | { at: 'closed' }
  | { at: 'typing'; id: string; token: string; wrong?: true; failure?: Failure }
  | { at: 'testing'; id: string; token: string }

type NewTokenWorld = {
  call: Call
  request: (pattern: string) => Promise<boolean>
  replaced: (id: string) => Promise<void>
}

/** Replaces a token once the server has accepted the new one. */
export function createNewToken({ call, request, replaced }: NewTokenWorld) {
  const state: Signal<NewToken> = signal({ at: 'closed' })
  return {
    state,
    begin: (id: string) => {
      state.value = { at: 'typing', id, token: '' }
    },
    cancel: () => {
      state.value = { at: 'closed' }
    },
    type(token: string): void {
      const now = state.peek()
      if (now.at === 'typing') state.value = { at: 'typing', id: now.id, token }
    },
    async replace({ server }: Pick<KnownAccount, 'server'>): Promise<void> {
      const now = state.peek()
      if (now.at !== 'typing') return
      const { id, token } = now
      if (wrongIn({ token })) {
        state.value = { at: 'typing', id, token, wrong: true }
        return
      }
      const permitted = request(hostPattern(server))
      const testing: NewToken = { at: 'testing', id, token }
      state.value = testing
      // Meanwhile another account's form may have been opened.
      const open = () => state.peek() === testing
      try {
        if (!(await permitted)) throw new Fault('noPermission')
        await call('replaceToken', { id, token })
        if (!open()) return
        state.value = { at: 'closed' }
        await replaced(id)
      } catch (error) {
        if (open()) state.value = { at: 'typing', id, token, failure: failureOf(error) }
      }
    },
  }
}
