export const now = (): number => Date.now()

export const copy = (text: string): Promise<void> => navigator.clipboard.writeText(text)

/** A JSON file of the extension. */
export const readOwnFile = async (path: string): Promise<unknown> => (await fetch(path)).json()
