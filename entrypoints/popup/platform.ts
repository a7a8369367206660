export const now = (): number => Date.now()

export const copy = (text: string): Promise<void> => navigator.clipboard.writeText(text)
