// Runs inside a page's frame, in our own world there, so nothing here may use anything from outside itself.

/**
 * What a person selected, to the letter. The menu's `selectionText` is a rendering: without line breaks,
 * tabs and passwords.
 */
export function readSelectedText(): string | undefined {
  let active = document.activeElement
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
  if (active instanceof HTMLTextAreaElement || active instanceof HTMLInputElement) {
    const { selectionStart, selectionEnd, value } = active
    // Types such as email and number don't tell where their selection is; they hold no line break either.
    if (selectionStart !== null && selectionEnd !== null && selectionStart < selectionEnd) {
      return value.slice(selectionStart, selectionEnd)
    }
  }
  return getSelection()?.toString()
}

/** Whether the keyboard is in this very frame, not in one inside it. */
export function isFocused(): boolean {
  return document.hasFocus() && !(document.activeElement instanceof HTMLIFrameElement)
}
