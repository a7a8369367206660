/** Saves a text as a download: use only for what may be on disk. `binary`: each character is one byte. */
export const saveAsFile = (name: string, text: string, binary = false): void =>
  download(name, binary ? Uint8Array.from(text, byte => byte.charCodeAt(0)) : text, 'text/plain')

/** Saves a file that came with a secret, to the byte. Of this type, no browser opens or shows it. */
export const saveBytes = (name: string, bytes: Uint8Array<ArrayBuffer>): void =>
  download(name, bytes, 'application/octet-stream')

function download(name: string, content: Uint8Array<ArrayBuffer> | string, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download has started by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
