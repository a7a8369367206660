import { readFile } from 'node:fs/promises'
import * as z from 'zod/mini'
import type { Ended } from './command'

/** How many tests passed, failed and were skipped. */
export type Count = { passed: number; failed: number; skipped: number }

export const countOf = (some: Partial<Count>): Count => ({ passed: 0, failed: 0, skipped: 0, ...some })

export const total = (counts: Count[]): Count =>
  counts.reduce(
    (all, one) => ({
      passed: all.passed + one.passed,
      failed: all.failed + one.failed,
      skipped: all.skipped + one.skipped,
    }),
    countOf({}),
  )

/** The line that machines read: `12 passed, 0 failed`, and the skipped ones when there are any. */
export const countLine = ({ passed, failed, skipped }: Count): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`

const UnitReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
})

/** Of `vitest --reporter=json`. A file that failed beside its tests, such as one that does not load, is one failure. */
export function countUnits(report: unknown): Count {
  const read = UnitReport.parse(report)
  const files = read.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every(({ status }) => status !== 'failed'),
  )
  return {
    passed: read.numPassedTests,
    failed: read.numFailedTests + files.length,
    skipped: read.numPendingTests + read.numTodoTests,
  }
}

const BrowserReport = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
  errors: z.array(z.unknown()),
})

/** Of Playwright's JSON report. An error outside of any test is one failure; a second try that passed is a pass. */
export function countBrowserTests(report: unknown): Count {
  const { stats, errors } = BrowserReport.parse(report)
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  }
}

/**
 * Counts the report that a runner left at `path`. One more has failed where the runner left none that can be read, ran
 * no test, or ended badly although its report knows of no failure.
 */
export async function countReport(
  path: string,
  { code }: Pick<Ended, 'code'>,
  count: (report: unknown) => Count,
): Promise<Count> {
  const read = await readFile(path, 'utf8')
    .then(text => count(JSON.parse(text)))
    .catch(() => countOf({}))
  const isSilent = read.passed + read.failed + read.skipped === 0
  const isUnexplained = code !== 0 && read.failed === 0
  return isSilent || isUnexplained ? total([read, countOf({ failed: 1 })]) : read
}
