// Runs inside a page's frame, in our own world there, so nothing here may use anything from outside itself.

import type { Put } from '../../../lib/rules/selection'

declare global {
  /** Of our own world there, which the page does not see: what was read last, by its name. */
  var cachetPut: { name: string; put: (link: string) => Promise<Put> } | undefined
}

/** `field`: its name, where it stands in a field that can be written in, so a link could take its place. */
type Read = { text: string; field?: string }

/**
 * What a person selected, to the letter. The menu's `selectionText` is a rendering: without line breaks,
 * tabs and passwords. Our world in this document remembers under `name` where it was, until the next look.
 */
export function readSelectedText(name: string): Read | undefined {
  const kinds = ['text', 'search', 'url', 'tel', 'email', 'textarea']
  const found = look()
  globalThis.cachetPut = found?.field && { name, put: link => put(found, link) }
  return found && { text: found.text, ...(found.field ? { field: name } : {}) }

  /** `before`: all that stands before the selection, which tells it from the same words elsewhere. */
  type Found = { text: string; before: string; field?: HTMLElement | undefined }

  function look(): Found | undefined {
    let active = document.activeElement
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
    if (!(active instanceof HTMLTextAreaElement || active instanceof HTMLInputElement)) return inPage()
    return inControl(active) ?? inPage(active)
  }

  function inControl(field: HTMLTextAreaElement | HTMLInputElement): Found | undefined {
    const { selectionStart: start, selectionEnd: end, value } = field
    if (start === null || end === null || start >= end) return undefined
    return { text: value.slice(start, end), before: value.slice(0, start), field: writable(field) }
  }

  /** Types such as email and number don't tell where their selection is; Chromium gives its text all the same. */
  function inPage(control?: HTMLTextAreaElement | HTMLInputElement): Found | undefined {
    const selection = getSelection()
    const text = selection?.toString()
    if (!selection || text === undefined) return undefined
    if (control) return { text, before: control.value, field: writable(control) }
    const range = selection.rangeCount === 1 ? selection.getRangeAt(0) : undefined
    // CodeMirror leaves a gap where lines are out of sight: the page itself doesn't have the whole text.
    if (range?.cloneContents().querySelector('.cm-gap')) return undefined
    const field = range && hostOf(range.commonAncestorContainer)
    if (!field) return { text, before: '' }
    const ahead = document.createRange()
    ahead.selectNodeContents(field)
    ahead.setEnd(range.startContainer, range.startOffset)
    return { text, before: ahead.toString(), field }
  }

  function writable(field: HTMLTextAreaElement | HTMLInputElement): HTMLElement | undefined {
    return kinds.includes(field.type) && !field.readOnly && !field.disabled ? field : undefined
  }

  /** The outermost element around it that can be edited. Editors say themselves when theirs is only to be read. */
  function hostOf(node: Node): HTMLElement | undefined {
    let host = node instanceof HTMLElement ? node : node.parentElement
    if (!(host instanceof HTMLElement && host.isContentEditable)) return undefined
    while (host.parentElement?.isContentEditable) host = host.parentElement
    return host.ariaReadOnly === 'true' || !host.contains(document.activeElement) ? undefined : host
  }

  async function put({ text, before, field }: Found, link: string): Promise<Put> {
    const now = look()
    if (!field || now?.field !== field || now.text !== text || now.before !== before) return 'moved'
    const room = 'maxLength' in field && typeof field.maxLength === 'number' ? field.maxLength : -1
    if (room !== -1 && content(field).length - text.length + link.length > room) return 'refused'
    // As if it were typed: the one way that fields and editors alike can undo, in Chromium and Firefox (measured).
    document.execCommand('insertText', false, link)
    // Editors look at what was done to their part of the page a moment later, and may not let it be.
    await new Promise(resolve => setTimeout(resolve, 50))
    return content(field).includes(link) ? 'replaced' : 'refused'
  }

  function content(field: HTMLElement): string {
    return 'value' in field ? String(field.value) : (field.textContent ?? '')
  }
}

/** Puts a link where a text was, if that was read last in this frame and is still what is selected. */
export async function putInPlace(name: string, link: string): Promise<Put> {
  const { cachetPut } = globalThis
  if (cachetPut?.name !== name) return 'moved'
  globalThis.cachetPut = undefined
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
