import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Adding } from '../adding-server'

/**
 * Whether it is settled where a secret goes. As long as another server's address stands open, the person may take
 * it for chosen, and what they write must not go to the one before.
 */
export function createSettling(adding: ReadonlySignal<Adding>) {
  const held = signal<{ by: Adding } | undefined>(undefined)
  return {
    /** A press that was held back, until something is done about the address; each one is another object. */
    held: computed(() => (held.value?.by === adding.value ? held.value : undefined)),
    isSettled(): boolean {
      const by = adding.peek()
      if (by.at === 'closed') return true
      held.value = { by }
      return false
    },
  }
}
