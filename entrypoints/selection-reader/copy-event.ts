import { isControl, sliceOf } from './field'

/** What is answered to copying: a text, nothing of its own, or that there is to be no copy. */
export type CopyAnswer = { is: 'text'; text: string } | { is: 'default' } | { is: 'none' }

/**
 * Asks an editor for what it would copy, by an event of our own that carries a clipboard of its own: nothing goes over the
 * person's. Some leave it to the browser once their hidden field holds the text: then that is what is copied.
 */
export function askForCopy(target: Element): CopyAnswer {
  const clipboardData = new DataTransfer()
  const event = new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true, composed: true })
  target.dispatchEvent(event)
  if (event.defaultPrevented) {
    // Firefox gives the event another one than ours (measured).
    const text = event.clipboardData?.getData('text/plain') ?? ''
    return text === '' ? { is: 'none' } : { is: 'text', text }
  }
  const held = isControl(target) ? sliceOf(target) : undefined
  return held ? { is: 'text', text: held.text } : { is: 'default' }
}
