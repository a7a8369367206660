import { type Control, isControl, sliceOf } from './field'

/** What is answered to copying: a text, nothing of its own, or that there is to be no copy. */
export type Answer = { is: 'text'; text: string } | { is: 'default' } | { is: 'none' }

/**
 * Asks an editor for what it would copy, by an event of our own that carries a clipboard of our own: nothing goes over the
 * person's. Some put their text into their hidden field instead, and leave the rest to the browser; the direction of its
 * selection tells that they have been there.
 */
export function askForCopy(target: Element): Answer {
  const field = isControl(target) && sliceOf(target) ? target : undefined
  const direction = field?.selectionDirection ?? 'none'
  if (field) turn(field, 'backward')
  const clipboardData = new DataTransfer()
  const event = new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true, composed: true })
  target.dispatchEvent(event)
  if (event.defaultPrevented) {
    if (field?.selectionDirection === 'backward') turn(field, direction)
    const text = clipboardData.getData('text/plain')
    return text === '' ? { is: 'none' } : { is: 'text', text }
  }
  if (!field) return { is: 'default' }
  if (field.selectionDirection !== 'backward') {
    const filled = sliceOf(field)
    return filled ? { is: 'text', text: filled.text } : { is: 'default' }
  }
  turn(field, direction)
  return { is: 'default' }
}

function turn(field: Control, direction: 'forward' | 'backward' | 'none'): void {
  const { selectionStart, selectionEnd } = field
  if (selectionStart !== null && selectionEnd !== null)
    field.setSelectionRange(selectionStart, selectionEnd, direction)
}
