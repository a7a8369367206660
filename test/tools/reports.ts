import { readFile } from 'node:fs/promises'
import * as z from 'zod/mini'
import type { Ended } from './command'
import { type Outcome, oneFailed, sum } from './outcome'

/** What we read of `vitest --reporter=json`. */
const unitReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.optional(z.string()),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.nullish(z.array(z.string())),
        }),
      ),
    }),
  ),
})

/** What we read of Playwright's JSON reporter. Suites hold suites. */
const browserSuite = z.object({
  get suites() {
    return z.optional(z.array(browserSuite))
  },
  specs: z.array(
    z.object({
      title: z.string(),
      file: z.string(),
      line: z.number(),
      tests: z.array(
        z.object({
          status: z.enum(['expected', 'unexpected', 'flaky', 'skipped']),
          results: z.array(z.object({ errors: z.array(z.object({ message: z.optional(z.string()) })) })),
        }),
      ),
    }),
  ),
})
const browserReport = z.object({
  suites: z.array(browserSuite),
  errors: z.array(z.object({ message: z.optional(z.string()) })),
})

/** The counts of a vitest run. A file that could not be loaded is one failed test. */
export function countUnits(report: unknown): Outcome {
  const { testResults } = unitReport.parse(report)
  return sum(
    testResults.flatMap(file => {
      const tests = file.assertionResults.map(test => {
        if (test.status === 'passed') return counted('passed')
        if (test.status !== 'failed') return counted('skipped')
        return oneFailed(`${file.name}\n${test.fullName}\n${(test.failureMessages ?? []).join('\n')}`)
      })
      const unexplained = file.status === 'failed' && tests.every(({ failed }) => failed === 0)
      return unexplained ? [...tests, oneFailed(`${file.name}\n${file.message ?? ''}`)] : tests
    }),
  )
}

/**
 * The counts of a Playwright run. A test that passed at its second try counts as passed, but is told along with why
 * the first one failed, so that nobody overlooks it; an error outside of any test is one failed test.
 */
export function countBrowserTests(report: unknown): Outcome {
  const { suites, errors } = browserReport.parse(report)
  const outside = errors.map(({ message }) => oneFailed(message ?? 'An error outside of any test'))
  return sum([...suites.map(countSuite), ...outside])
}

function countSuite(suite: z.infer<typeof browserSuite>): Outcome {
  const tests = suite.specs.flatMap(({ title, file, line, tests }) =>
    tests.map(({ status, results }) => {
      if (status === 'expected') return counted('passed')
      if (status === 'skipped') return counted('skipped')
      const messages = results.flatMap(({ errors }) => errors.map(({ message }) => message ?? ''))
      const failed = oneFailed(`${file}:${line}\n${title} (${status})\n${messages.join('\n')}`)
      return status === 'flaky' ? { ...failed, passed: 1, failed: 0 } : failed
    }),
  )
  return sum([...tests, ...(suite.suites ?? []).map(countSuite)])
}

/**
 * Counts the report that a runner left at `path`. A runner that left none, or one nobody can read, has failed; so
 * has one that ended badly although its report knows of no failure.
 */
export async function countReport(
  path: string,
  { code, output }: Ended,
  count: (report: unknown) => Outcome,
): Promise<Outcome> {
  const end = output.trim().split('\n').slice(-40).join('\n')
  let outcome: Outcome
  try {
    outcome = count(JSON.parse(await readFile(path, 'utf8')))
  } catch (fault) {
    return oneFailed(
      `No readable report was left (${fault instanceof Error ? fault.message : fault}).\n${end}`,
    )
  }
  const counts = outcome.passed + outcome.failed + outcome.skipped
  const unexplained = (code !== 0 && outcome.failed === 0) || counts === 0
  return unexplained ? sum([outcome, oneFailed(`The runner ended with ${code}.\n${end}`)]) : outcome
}

function counted(as: 'passed' | 'skipped'): Outcome {
  return { passed: as === 'passed' ? 1 : 0, failed: 0, skipped: as === 'skipped' ? 1 : 0, details: [] }
}
