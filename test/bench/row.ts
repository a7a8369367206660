import type { Side } from './side'

/** One line of the table. A new one is a file in `rows/`, named in `rows.ts`. */
export type Row = TimedRow | SizedRow

export type TimedRow = {
  title: string
  unit: 'ms'
  /** Once, before the first sample, in a browser that only this row uses. */
  prepare?: (side: Side) => Promise<void>
  ours: Sample
  /** What the empty extension does meanwhile; without it there is no ratio. */
  empty?: Sample
}

/** Milliseconds. Puts everything back, so that the next sample finds what this one found. */
export type Sample = (side: Side) => Promise<number>

export type SizedRow = {
  title: string
  unit: 'bytes' | 'count'
  /** Of an unpacked extension's folder, as people install it. */
  of: (folder: string) => Promise<number>
}

/** A row that was measured. */
export type Measured = {
  title: string
  unit: Row['unit']
  ours: number
  empty: number | undefined
}
