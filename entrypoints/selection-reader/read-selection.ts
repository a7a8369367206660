import { lettersOf, sameLetters } from '../../lib/domain/compare-letters'
import { holds, type SelectionReading } from '../../lib/domain/selection'
import { isAround } from '../../lib/domain/visible-text'
import { askForCopy } from './copy-event'
import { editorAround, shows } from './editor'
import { type Control, isControl, isSeenField, isWritable, sliceOf } from './field'
import { type InPage, readInPage } from './in-page'
import type { RangeSpan } from './ranges'
import { activeElement } from './shadow-roots'

type Reading = Omit<Extract<SelectionReading, { is: 'read' }>, 'is' | 'field'>

/**
 * `key` (what the browser shows) and `before` (the text preceding it) tell it from the same words elsewhere.
 */
export type SelectionFound = Reading & { key: string; before: string; field?: HTMLElement | undefined }

/** What is selected in this frame. `asking`: whether to ask editors what they would copy. */
export function readSelection(asking: boolean): SelectionFound | undefined {
  const active = activeElement()
  if (!isControl(active)) return inPage(active, asking)
  if (!isSeenField(active)) return behind(active, asking)
  const slice = sliceOf(active)
  if (slice) return { ...slice, key: slice.text, sure: 'yes', field: isWritable(active) ? active : undefined }
  return active.selectionStart === null && !isMenuField(active) ? untold(active) : inPage(active, asking)
}

const isMenuField = ({ type }: Control): boolean => ['button', 'submit', 'reset', 'image'].includes(type)

/**
 * Number and e-mail fields hide their selection. Chromium's `getSelection()` still has its text, as rendered.
 */
function untold(field: Control): SelectionFound | undefined {
  const { value } = field
  const rendered = import.meta.env.FIREFOX ? '' : (getSelection()?.toString() ?? '')
  const around = { key: rendered, before: value, field: isWritable(field) ? field : undefined }
  if (rendered === '')
    return value === '' || !import.meta.env.FIREFOX ? undefined : { text: value, sure: 'guess', ...around }
  const places = Array.from(value, (_, at) => value.slice(at, at + rendered.length))
  const texts = new Set(places.filter(text => sameLetters(text, rendered) && text.length === rendered.length))
  const [text] = texts
  if (text === undefined || texts.size > 1) return { text: rendered, sure: 'no', ...around }
  return { text, shown: rendered, sure: 'yes', ...around }
}

/** A selection in the page or in an editable area. */
function inPage(active: Element | null, asking: boolean): SelectionFound | undefined {
  const selection = getSelection()
  if (!selection) return undefined
  const page = readInPage(selection)
  const [span] = page.spans
  const field = span && hostOf(span)
  const around = { key: page.rendered, before: field ? textBefore(field, span) : '', field }
  const { text, rendered, sure } = page
  const hasGap = page.parts.length > 1
  const isDrawn = isEditContext(active)
  if (asking && active && (isDrawn || hasGap || isEditor(active))) {
    const told = asked(active, page)
    if (told) return { ...told, ...around }
  }
  const isIdle = import.meta.env.FIREFOX && isControl(active) && rendered !== ''
  const isSure = !hasGap && !isDrawn && !isIdle && window.innerHeight >= 8 && window.innerWidth >= 12
  return { text, shown: rendered, sure: isSure ? sure : 'no', ...around }
}

/** What an editor says it would copy; `undefined` if it leaves that to the browser. */
function asked(active: Element, page: InPage): Reading | undefined {
  const answer = askForCopy(active)
  if (answer.is !== 'text') return undefined
  const { text } = answer
  const shown = page.rendered
  // Not all lines may be in the DOM: then check that those present are in the editor's text.
  if (page.parts.length > 1)
    return { text, shown, menu: 'part', sure: isAround(text, page.parts) ? 'yes' : 'no' }
  if (isEditContext(active)) {
    const isShown = shows(editorAround(active) ?? active, text)
    return { text, shown, menu: 'part', sure: isShown ? 'yes' : 'no' }
  }
  return sameLetters(text, page.text) ? { text, shown, sure: 'yes' } : { text: page.text, shown, sure: 'no' }
}

/** An invisible field belongs to an editor: the field holds a piece of what is selected there, or nothing. */
function behind(field: Control, asking: boolean): SelectionFound | undefined {
  if (!asking) return undefined
  const piece = sliceOf(field)?.text ?? ''
  const answer = askForCopy(field)
  if (answer.is === 'text') {
    const { text } = answer
    const editor = editorAround(field)
    const sure = editor && shows(editor, text) && holds(text, piece) ? 'yes' : 'no'
    return { text, shown: piece, menu: 'part', sure, key: '', before: '' }
  }
  // If the field is empty, the selection is the page's.
  const page = answer.is === 'default' ? inPage(field, false) : undefined
  return page && lettersOf(page.text) !== '' ? page : undefined
}

const isEditContext = (element: Element | null): boolean =>
  element !== null &&
  'editContext' in element &&
  element.editContext !== null &&
  element.editContext !== undefined

const isEditor = (element: Element): boolean =>
  (element instanceof HTMLElement && element.isContentEditable) || element.matches('[role=textbox]')

/** The outermost editable ancestor; none if read-only, which editors mark themselves. */
function hostOf({
  startContainer,
  startOffset,
  endContainer,
  endOffset,
}: RangeSpan): HTMLElement | undefined {
  if (startContainer.getRootNode() !== endContainer.getRootNode()) return undefined
  const range = document.createRange()
  range.setStart(startContainer, startOffset)
  range.setEnd(endContainer, endOffset)
  const node = range.commonAncestorContainer
  let host = node instanceof HTMLElement ? node : node.parentElement
  if (!(host instanceof HTMLElement && host.isContentEditable)) return undefined
  while (host.parentElement?.isContentEditable) host = host.parentElement
  return host.ariaReadOnly === 'true' || !host.contains(document.activeElement) ? undefined : host
}

function textBefore(field: HTMLElement, { startContainer, startOffset }: RangeSpan): string {
  const ahead = document.createRange()
  ahead.selectNodeContents(field)
  ahead.setEnd(startContainer, startOffset)
  return ahead.toString()
}
