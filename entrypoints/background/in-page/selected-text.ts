// Runs inside a page's frame, in our own world there, so nothing here may use anything from outside itself.

import type { Put } from '../../../lib/rules/selection'

/** What `selection-reader.js` left in this frame: what was read last, by its name. */
type Remembered = { cachetPut?: { name: string; put: (link: string) => Promise<Put> } | undefined }

/** Puts a link where a text was, if that was read last in this frame and is still what is selected. */
export async function putInPlace(name: string, link: string): Promise<Put> {
  const { cachetPut }: Remembered = globalThis
  if (cachetPut?.name !== name) return 'moved'
  Object.assign(globalThis, { cachetPut: undefined })
  return cachetPut.put(link)
}

/** Where the keyboard is: in this very frame, in one inside it, which may be one that we can't see, or elsewhere. */
export function keyboardIs(): 'here' | 'inside' | 'away' {
  let active = document.activeElement
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
  const frames = ['iframe', 'frame', 'object', 'embed']
  if (frames.includes(active?.localName ?? '')) return 'inside'
  return document.hasFocus() ? 'here' : 'away'
}
