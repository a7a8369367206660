/** Saves a text as a download: use only for what may be on disk. `binary`: each character is one byte. */
export function saveAsFile(name: string, text: string, binary = false): void {
  const content = binary ? Uint8Array.from(text, byte => byte.charCodeAt(0)) : text
  const address = URL.createObjectURL(new Blob([content], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download has started by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
