import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { countLine } from './outcome'
import { countBrowserTests, countReport, countUnits } from './reports'

const unitFile = (status: string, tests: string[], message = '') => ({
  name: 'some.test.ts',
  status,
  message,
  assertionResults: tests.map(status => ({ fullName: 'a rule', status, failureMessages: ['why'] })),
})

const browserTests = (...statuses: string[]) => ({
  specs: statuses.map(status => ({
    title: 'a rule',
    file: 'some.spec.ts',
    line: 1,
    tests: [{ status, results: [{ errors: [{ message: 'why' }] }] }],
  })),
})

describe('the count of unit tests', () => {
  test('holds every test once, whatever its state is called', () => {
    const report = { testResults: [unitFile('passed', ['passed', 'pending', 'todo', 'skipped', 'passed'])] }
    expect(countLine(countUnits(report))).toBe('2 passed, 0 failed, 3 skipped')
  })

  test('holds a file that could not be loaded as one failure', () => {
    const outcome = countUnits({
      testResults: [unitFile('failed', [], 'no such module'), unitFile('passed', ['passed'])],
    })
    expect(countLine(outcome)).toBe('1 passed, 1 failed')
    expect(outcome.details.join()).toContain('no such module')
  })

  test('holds a failed file whose hook failed after its tests had passed', () => {
    expect(countLine(countUnits({ testResults: [unitFile('failed', ['passed'])] }))).toBe(
      '1 passed, 1 failed',
    )
  })

  test('tells why a test failed', () => {
    expect(countUnits({ testResults: [unitFile('failed', ['failed'])] }).details.join()).toContain('why')
  })
})

describe('the count of browser tests', () => {
  test('tells of a test that passed at its second try', () => {
    const report = { suites: [browserTests('expected', 'flaky', 'skipped', 'unexpected')], errors: [] }
    const outcome = countBrowserTests(report)
    expect(countLine(outcome)).toBe('2 passed, 1 failed, 1 skipped')
    expect(outcome.details.join()).toContain('(flaky)')
    expect(outcome.details).toHaveLength(2)
  })

  test('reaches into suites of suites', () => {
    const nested = {
      specs: [],
      suites: [{ ...browserTests('expected'), suites: [browserTests('unexpected')] }],
    }
    expect(countLine(countBrowserTests({ suites: [nested], errors: [] }))).toBe('1 passed, 1 failed')
  })

  test('holds an error outside of any test', () => {
    const report = { suites: [browserTests('expected')], errors: [{ message: 'the set-up failed' }] }
    expect(countLine(countBrowserTests(report))).toBe('1 passed, 1 failed')
  })
})

describe('a runner', () => {
  let folder: string
  let path: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cachet-reports-'))
    path = join(folder, 'report.json')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const ended = (code: number | null) => countReport(path, { code, output: 'last words' }, countUnits)
  const green = JSON.stringify({ testResults: [unitFile('passed', ['passed'])] })

  test('that ended well counts as its report says', async () => {
    writeFileSync(path, green)
    expect(countLine(await ended(0))).toBe('1 passed, 0 failed')
  })

  test('that left no report has failed, and its last words are kept', async () => {
    const outcome = await ended(0)
    expect(countLine(outcome)).toBe('0 passed, 1 failed')
    expect(outcome.details.join()).toContain('last words')
  })

  test.each(['', '{', '{}', 'null', '{"testResults":[{"name":1}]}'])(
    'that left %j has failed',
    async report => {
      writeFileSync(path, report)
      expect(countLine(await ended(0))).toBe('0 passed, 1 failed')
    },
  )

  test('that ran no test has failed', async () => {
    writeFileSync(path, '{"testResults":[]}')
    expect(countLine(await ended(0))).toBe('0 passed, 1 failed')
  })

  test.each([1, null])('that ended with %j although all is green has failed', async code => {
    writeFileSync(path, green)
    expect(countLine(await ended(code))).toBe('1 passed, 1 failed')
  })
})
