/** Web Locks, as `navigator.locks` has them: one at a time under a name, across all of our pages. */
export type Locks = { request<T>(name: string, work: () => Promise<T>): Promise<T> }

/** Runs what concerns the same things one after another, in the order in which it was asked for. */
export type KeyedMutex = <T>(names: string[], work: () => Promise<T>) => Promise<T>

/** With the browser's locks for what other pages of ours may take part in; without, for this one alone. */
export function createKeyedMutex(locks?: Locks): KeyedMutex {
  // Always in the same order, so that no two wait for each other.
  if (locks)
    return (names, work) =>
      names.toSorted().reduceRight((inner, name) => () => locks.request(name, inner), work)()
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
export function coalesced(work: () => Promise<void>): () => Promise<void> {
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
