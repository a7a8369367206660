/** A control's value as shown: passwords are masked when merely part of a larger selection. */
export function shownValue(node: Element): string {
  if (node instanceof HTMLTextAreaElement) return node.value
  if (node instanceof HTMLSelectElement) return node.selectedOptions[0]?.label ?? ''
  if (!(node instanceof HTMLInputElement)) return ''
  if (['hidden', 'checkbox', 'radio', 'file', 'range', 'color'].includes(node.type)) return ''
  return node.type === 'password' ? '•'.repeat(node.value.length) : node.value
}
