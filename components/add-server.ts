import { type Signal, signal } from '@preact/signals'
import type { Call } from '../lib/adapters/messages'
import { Fault, failureOf } from '../lib/domain/fault'
import { hostPattern, readServer } from '../lib/domain/server'
import type { Failure } from '../lib/domain/share-outcome'

/** Whether the host permission for a pattern is granted. */
export type Permit = (pattern: string) => Promise<boolean>

/** State of the field for another server's address: closed, being typed, being checked. */
export type AddServerState =
  | { at: 'closed' }
  | { at: 'typing'; address: string; failure?: Failure }
  | { at: 'checking'; address: string }

type World = {
  call: Call
  /** Stores the typed address; `undefined` when the field is closed. */
  keep: (address: string | undefined) => void
}

/** Adds a server by address, once permitted by the person and verified. */
export function createAddServer({ call, keep }: World, kept: string | undefined) {
  const adding: Signal<AddServerState> = signal(typing(kept))

  function type(address: string | undefined): void {
    adding.value = typing(address)
    keep(address)
  }

  return {
    adding,
    typeServer: (address: string) => type(address),
    closeServer: () => type(undefined),
    /** @returns the origin of the server found; `undefined` if that failed or is no longer wanted */
    async checkAddress(permit: Permit): Promise<string | undefined> {
      const now = adding.peek()
      if (now.at !== 'typing') return undefined
      const { address } = now
      const checking: AddServerState = { at: 'checking', address }
      adding.value = checking
      // Closing the field or typing on cancels this check.
      const wanted = () => adding.peek() === checking
      try {
        const origin = readServer(address)
        if (!(await permit(hostPattern(origin)))) throw new Fault('noPermission')
        if (wanted()) await call('addServer', { origin })
        if (!wanted()) return undefined
        type(undefined)
        return origin
      } catch (error) {
        if (wanted()) adding.value = { at: 'typing', address, failure: failureOf(error) }
        return undefined
      }
    },
  }
}

const typing = (address: string | undefined): AddServerState =>
  address === undefined ? { at: 'closed' } : { at: 'typing', address }
