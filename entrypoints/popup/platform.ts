export const now = (): number => Date.now()

export const copy = (text: string): Promise<void> => navigator.clipboard.writeText(text)

export function later(run: () => void, ms: number): () => void {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}
