import type { ReadonlySignal } from '@preact/signals'
import type { Composing } from '../../lib/doors/composing'
import type { Call } from '../../lib/doors/messages'
import type { Permit } from '../adding-server'

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
    const { flattened: _, ...rest } = composing.peek()
    if (captured) change({ ...rest, draft: { ...rest.draft, text: captured.text } })
    else missed()
  }
}
