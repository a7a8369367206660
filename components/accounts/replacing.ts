import { type Signal, signal } from '@preact/signals'
import type { Call } from '../../lib/doors/messages'
import type { KnownAccount } from '../../lib/rules/account'
import { Fault } from '../../lib/rules/fault'
import { type Failure, failureOf } from '../../lib/rules/outcome'
import { hostPattern } from '../../lib/rules/server'
import { wrongIn } from './parts'

/** A new token for an account: none under way, being pasted, being tested while the old one stays. */
export type Replacing =
  | { at: 'closed' }
  | { at: 'typing'; id: string; token: string; wrong?: true; failure?: Failure }
  | { at: 'testing'; id: string; token: string }

type World = {
  call: Call
  request: (pattern: string) => Promise<boolean>
  replaced: (id: string) => Promise<void>
}

/** Puts a new token in the old one's place, once the server has accepted it. */
export function createReplacing({ call, request, replaced }: World) {
  const replacing: Signal<Replacing> = signal({ at: 'closed' })
  return {
    replacing,
    begin: (id: string) => {
      replacing.value = { at: 'typing', id, token: '' }
    },
    cancel: () => {
      replacing.value = { at: 'closed' }
    },
    type(token: string): void {
      const now = replacing.peek()
      if (now.at === 'typing') replacing.value = { at: 'typing', id: now.id, token }
    },
    async replace({ server }: Pick<KnownAccount, 'server'>): Promise<void> {
      const now = replacing.peek()
      if (now.at !== 'typing') return
      const { id, token } = now
      if (wrongIn({ token })) {
        replacing.value = { at: 'typing', id, token, wrong: true }
        return
      }
      const permitted = request(hostPattern(server))
      const testing: Replacing = { at: 'testing', id, token }
      replacing.value = testing
      // Meanwhile another account's may have been pasted.
      const open = () => replacing.peek() === testing
      try {
        if (!(await permitted)) throw new Fault('noPermission')
        await call('replaceToken', { id, token })
        if (!open()) return
        replacing.value = { at: 'closed' }
        await replaced(id)
      } catch (error) {
        if (open()) replacing.value = { at: 'typing', id, token, failure: failureOf(error) }
      }
    },
  }
}
