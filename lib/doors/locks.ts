import { createTurns } from './turns'

/** Web Locks, as `navigator.locks` has them: one at a time under a name, across all of our pages. */
export type Locks = { request<T>(name: string, work: () => Promise<T>): Promise<T> }

/** The same for one page alone. */
export const ownLocks = (): Locks => {
  const turns = createTurns()
  return { request: (name, work) => turns([name], work) }
}
