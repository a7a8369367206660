import type { Replacement } from '../../lib/domain/selection'
import { readSelection, type SelectionFound } from './read-selection'

declare global {
  /** Lives in our isolated world in the frame, invisible to the page: the last reading, by name. */
  var cachetPut: { name: string; put: (link: string) => Promise<Replacement> } | undefined
}

/** Remembers where the text was, until the next reading. @returns its name, if a link could replace it */
export function rememberPlace(found: SelectionFound | undefined): string | undefined {
  globalThis.cachetPut = undefined
  // An inexact reading must not be replaced.
  if (!found?.field || found.sure === 'no' || found.sure === 'guess') return undefined
  const name = randomName()
  globalThis.cachetPut = { name, put: link => put(found, link) }
  return name
}

async function put({ key, before, field }: SelectionFound, link: string): Promise<Replacement> {
  const now = readSelection(false)
  if (!field || now?.field !== field || now.key !== key || now.before !== before) return 'moved'
  const room = 'maxLength' in field && typeof field.maxLength === 'number' ? field.maxLength : -1
  if (room !== -1 && content(field).length - key.length + link.length > room) return 'refused'
  // `insertText`, as if typed: the only way that both fields and editors can undo (measured in both
  // browsers).
  document.execCommand('insertText', false, link)
  // Editors inspect changes to their content a moment later, and may revert them.
  await new Promise(resolve => setTimeout(resolve, 50))
  return content(field).includes(link) ? 'replaced' : 'refused'
}

function content(field: HTMLElement): string {
  return 'value' in field ? String(field.value) : (field.textContent ?? '')
}

/** A UUID; `crypto.randomUUID` needs a secure context. */
function randomName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
