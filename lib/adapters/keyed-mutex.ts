/** Web Locks, like `navigator.locks`: one holder per name, across all of our pages. */
export type Locks = { request<T>(name: string, work: () => Promise<T>): Promise<T> }

/** Runs work on the same names one after another, in the order requested. */
export type KeyedMutex = <T>(names: string[], work: () => Promise<T>) => Promise<T>

/** With the browser's locks it spans all of our pages; without, only this one. */
export function createKeyedMutex(locks?: Locks): KeyedMutex {
  // Always in the same order, to avoid deadlock.
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

/** Calls made before a run starts share that run. Errors are swallowed: the next run has to retry. */
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
