/** Calls `run` after `ms` milliseconds; the result cancels it. */
export function later(run: () => void, ms: number): () => void {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}
