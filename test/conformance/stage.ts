import type { Names } from './names'
import type { Exchange } from './recording'

/** Where a run is replayed. */
export type Stage = {
  origin: string
  names: Names
  recording: readonly Exchange[]
  /** What the recorded answers say about single secrets. */
  facts: readonly unknown[]
  /** Seconds. */
  clock: { at: number }
  /** Whether this generation lists the newest secrets first. */
  newestFirst: boolean
  /** The metadata key of a secret the recorder let expire. */
  expiring: string
}
