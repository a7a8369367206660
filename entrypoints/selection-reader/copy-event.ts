import { isControl, sliceOf } from './field'

/** An editor's answer to a copy event: a text, the browser's default, or no copy. */
export type CopyAnswer = { is: 'text'; text: string } | { is: 'default' } | { is: 'none' }

/**
 * Asks an editor what it would copy, with a synthetic event that has its own `DataTransfer`, so the person's
 * clipboard is untouched. Some editors put the text into their hidden field and leave the copying to the
 * browser: then that field's selection is the text.
 */
export function askForCopy(target: Element): CopyAnswer {
  const clipboardData = new DataTransfer()
  const event = new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true, composed: true })
  target.dispatchEvent(event)
  if (event.defaultPrevented) {
    // Firefox gives the event a different `DataTransfer` from ours (measured).
    const text = event.clipboardData?.getData('text/plain') ?? ''
    return text === '' ? { is: 'none' } : { is: 'text', text }
  }
  const held = isControl(target) ? sliceOf(target) : undefined
  return held ? { is: 'text', text: held.text } : { is: 'default' }
}
