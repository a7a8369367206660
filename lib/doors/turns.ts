/** Runs what concerns the same things one after another, in the order in which it was asked for. */
export function createTurns() {
  const last = new Map<string, Promise<unknown>>()
  return <T>(names: string[], work: () => Promise<T>): Promise<T> => {
    const before = Promise.allSettled(names.flatMap(name => last.get(name) ?? []))
    const running = before.then(work)
    for (const name of names) last.set(name, running)
    const leave = () => {
      for (const name of names) if (last.get(name) === running) last.delete(name)
    }
    running.then(leave, leave)
    return running
  }
}

/** However often it is asked for before it begins, it is done once. What fails is left to the next time. */
export function gathered(work: () => Promise<void>): () => Promise<void> {
  let next: Promise<void> | undefined
  let running: Promise<void> = Promise.resolve()
  return () => {
    next ??= running.then(() => {
      next = undefined
      running = work().catch(() => {})
      return running
    })
    return next
  }
}
