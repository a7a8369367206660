declare global {
  interface Window {
    /** What the editor's own document holds, whatever its part of the page shows. */
    documentText: () => string
  }
}

/** What stands in the editor at first: the secret is one word in the middle. */
export const lines = JSON.parse(document.body.dataset.lines ?? '[]') as string[]

export function show(documentText: () => string): void {
  window.documentText = documentText
}
