import { stripVTControlCharacters } from 'node:util'

/** What a step of the test run counted. */
export type Outcome = {
  passed: number
  failed: number
  skipped: number
  /** What is to be read about the failures, one entry each. */
  details: string[]
}

/** One test that failed: also a runner that crashed, or one that left no report. */
export function oneFailed(detail: string): Outcome {
  return { passed: 0, failed: 1, skipped: 0, details: [stripVTControlCharacters(detail)] }
}

export const onePassed: Outcome = { passed: 1, failed: 0, skipped: 0, details: [] }
export const nothing: Outcome = { passed: 0, failed: 0, skipped: 0, details: [] }

export function sum(outcomes: Outcome[]): Outcome {
  return outcomes.reduce(
    (all, one) => ({
      passed: all.passed + one.passed,
      failed: all.failed + one.failed,
      skipped: all.skipped + one.skipped,
      details: [...all.details, ...one.details],
    }),
    nothing,
  )
}

/** The line that machines read: `12 passed, 0 failed`, and the skipped ones when there are any. */
export function countLine({ passed, failed, skipped }: Outcome): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
