/** Hands a text to the browser's downloads: only what may lie on a disk. `binary`: each character is one byte. */
export function saveAsFile(name: string, text: string, binary = false): void {
  const content = binary ? Uint8Array.from(text, byte => byte.charCodeAt(0)) : text
  const address = URL.createObjectURL(new Blob([content], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download has taken hold of it by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
