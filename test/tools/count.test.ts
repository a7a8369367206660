import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { countBrowserTests, countLine, countReport, countUnits } from './count'

const units = (passed: number, failed: number, ...files: { status: string; tests: string[] }[]) => ({
  ...{ numPassedTests: passed, numFailedTests: failed, numPendingTests: 1, numTodoTests: 2 },
  testResults: files.map(({ status, tests }) => ({
    status,
    assertionResults: tests.map(status => ({ status })),
  })),
})
const browsers = (expected: number, unexpected: number, flaky = 0, skipped = 0, errors: object[] = []) => ({
  stats: { expected, unexpected, flaky, skipped },
  errors,
})

describe('the count of unit tests', () => {
  test('holds every test once, whatever its state is called', () => {
    expect(countLine(countUnits(units(5, 0)))).toBe('5 passed, 0 failed, 3 skipped')
    expect(countUnits(units(5, 2, { status: 'failed', tests: ['passed', 'failed', 'failed'] })).failed).toBe(
      2,
    )
  })

  test.each([
    ['could not be loaded', []],
    ['has a hook that failed after its tests had passed', ['passed']],
  ])('holds a file that %s as one failure', (_, tests) => {
    expect(countUnits(units(1, 0, { status: 'failed', tests }, { status: 'passed', tests }))).toMatchObject({
      passed: 1,
      failed: 1,
    })
  })
})

describe('the count of browser tests', () => {
  test('holds one that passed at its second try as passed', () => {
    expect(countLine(countBrowserTests(browsers(3, 1, 1)))).toBe('4 passed, 1 failed')
    expect(countLine(countBrowserTests(browsers(3, 0, 0, 2)))).toBe('3 passed, 0 failed, 2 skipped')
  })

  test('holds an error outside of any test as a failure', () => {
    const report = browsers(1, 0, 0, 0, [{ message: 'the set-up failed' }])
    expect(countLine(countBrowserTests(report))).toBe('1 passed, 1 failed')
  })
})

describe('a runner', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cachet-count-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const ended = async (code: number | null, report?: string) => {
    const path = join(folder, 'report.json')
    rmSync(path, { force: true })
    if (report !== undefined) writeFileSync(path, report)
    return countLine(await countReport(path, { code }, countBrowserTests))
  }
  const green = JSON.stringify(browsers(1, 0))

  test('that ended well counts as its report says', async () => {
    expect(await ended(0, green)).toBe('1 passed, 0 failed')
  })

  test.each([undefined, '', '{', '{}', 'null', '{"stats":{}}'])(
    'that left %j for a report has failed',
    async report => {
      expect(await ended(0, report)).toBe('0 passed, 1 failed')
    },
  )

  test('that ran no test has failed', async () => {
    expect(await ended(0, JSON.stringify(browsers(0, 0)))).toBe('0 passed, 1 failed')
  })

  test.each([1, null])('that ended with %j although all is green has failed', async code => {
    expect(await ended(code, green)).toBe('1 passed, 1 failed')
  })
})
