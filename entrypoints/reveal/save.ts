/** Hands a text to the browser's downloads. It is sealed, so it may lie on a disk. */
export function saveAsFile(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = address
  link.download = 'sealed-secret.txt'
  link.click()
  // The download has taken hold of it by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
