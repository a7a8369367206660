export type Control = HTMLTextAreaElement | HTMLInputElement

export const isControl = (element: unknown): element is Control =>
  element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement

const writableKinds = ['text', 'search', 'url', 'tel', 'email', 'textarea']

export const isWritable = (field: Control): boolean =>
  writableKinds.includes(field.type) && !field.readOnly && !field.disabled

/** A field's selection and the text before it; `undefined` if not exposed (number, e-mail). */
export function sliceOf(field: Control): { text: string; before: string } | undefined {
  const { selectionStart: start, selectionEnd: end, value } = field
  if (start === null || end === null || start >= end) return undefined
  return { text: value.slice(start, end), before: value.slice(0, start) }
}

/**
 * The smallest field, in CSS pixels, that a person could read in. Editors capture the keyboard with a tiny,
 * transparent or off-page field, which holds at most a piece of what is selected.
 */
const least = { width: 12, height: 8 }

export function isSeenField(element: Element): boolean {
  if (window.innerWidth < least.width || window.innerHeight < least.height) return false
  if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false
  const { width, height } = seenOf(element)
  return width >= least.width && height >= least.height
}

/**
 * The part of an element's box that its ancestors don't clip. Merely being scrolled out of the window counts
 * as seen.
 */
export function seenOf(element: Element): DOMRect {
  let { left, top, right, bottom } = element.getBoundingClientRect()
  for (let up = element.parentElement; up && up !== document.documentElement; up = up.parentElement) {
    if (up === document.body || getComputedStyle(up).overflowX === 'visible') continue
    const box = up.getBoundingClientRect()
    // A scrollable box can bring it back into view.
    const scrolls = up.scrollHeight > up.clientHeight + 1 && box.height >= least.height
    left = Math.max(left, box.left)
    right = Math.min(right, box.right)
    if (!scrolls) {
      top = Math.max(top, box.top)
      bottom = Math.min(bottom, box.bottom)
    }
  }
  const [x, y] = [left + window.scrollX, top + window.scrollY]
  const width = x + right - left < 0 ? 0 : Math.max(0, right - left)
  const height = y + bottom - top < 0 ? 0 : Math.max(0, bottom - top)
  return new DOMRect(left, top, width, height)
}
