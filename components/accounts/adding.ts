import { type Signal, signal } from '@preact/signals'
import type { Call } from '../../lib/doors/messages'
import { Fault } from '../../lib/rules/fault'
import { type Failure, failureOf } from '../../lib/rules/outcome'
import { hostPattern } from '../../lib/rules/server'
import { type Part, wrongIn } from './parts'

export type Form = { name: string; server: string; user: string; token: string }

/** A new account: none under way, being typed, being tested. */
export type Adding =
  | { at: 'closed' }
  | { at: 'typing'; form: Form; wrong?: Part; failure?: Failure }
  | { at: 'testing'; form: Form }

type World = {
  call: Call
  /** Asks the person whether we may talk to a server; must be the first thing that a press does. */
  request: (pattern: string) => Promise<boolean>
  /** Called with the id of an account that was accepted and kept. */
  added: (id: string) => Promise<void>
}

/** Takes a new account, once its server has accepted it. The token is held no longer than that. */
export function createAdding({ call, request, added }: World) {
  const adding: Signal<Adding> = signal({ at: 'closed' })
  return {
    adding,
    begin: (server: string) => {
      adding.value = { at: 'typing', form: { name: '', server, user: '', token: '' } }
    },
    cancel: () => {
      adding.value = { at: 'closed' }
    },
    type(patch: Partial<Form>): void {
      const now = adding.peek()
      if (now.at === 'typing') adding.value = { at: 'typing', form: { ...now.form, ...patch } }
    },
    async add(): Promise<void> {
      const now = adding.peek()
      if (now.at !== 'typing') return
      const { form } = now
      const wrong = wrongIn(form)
      if (wrong) {
        adding.value = { at: 'typing', form, wrong }
        return
      }
      const permitted = request(hostPattern(form.server))
      adding.value = { at: 'testing', form }
      try {
        if (!(await permitted)) throw new Fault('noPermission')
        const { id } = await call('addAccount', form)
        adding.value = { at: 'closed' }
        await added(id)
      } catch (error) {
        adding.value = { at: 'typing', form, failure: failureOf(error) }
      }
    },
  }
}
