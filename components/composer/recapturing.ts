import type { ReadonlySignal } from '@preact/signals'
import type { Call } from '../../lib/doors/messages'
import type { Composing } from '../../lib/rules/composing'
import type { Permit } from '../adding-server'
import { withText } from './aside'

type Around = {
  call: Call
  composing: ReadonlySignal<Composing>
  change: (next: Composing) => void
  /** Nothing is selected there any more. */
  missed: () => void
}

/** Reads a flattened selection again, now with its line breaks, if the person lets us. */
export function createRecapturing({ call, composing, change, missed }: Around) {
  return async (permit: Permit): Promise<void> => {
    const { flattened } = composing.peek()
    if (flattened?.pattern === undefined || !(await permit(flattened.pattern))) return
    const { tabId, frameId } = flattened
    const captured = await call('recapture', { tabId, frameId }).catch(() => undefined)
    if (!captured) return missed()
    const before = composing.peek()
    // Read, but not for sure: there is nothing more to ask for.
    const doubt: Composing['flattened'] = captured.exact ? undefined : { tabId, frameId, why: 'unsure' }
    const next = { ...withText(before, captured.text), flattened: doubt }
    change(sameWords(before.draft.text, captured.text) ? { ...next, aside: before.aside } : next)
  }
}

/** Whether two texts differ in white space at most, as a flattened one does: then nobody has written in it. */
const sameWords = (one: string, other: string): boolean => wordsOf(one) === wordsOf(other)
const wordsOf = (text: string): string => text.trim().replace(/\s+/g, ' ')
