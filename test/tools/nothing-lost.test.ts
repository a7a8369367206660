import { expect, test } from 'vitest'
import { nothingLost } from './nothing-lost'

const row = (browser: string, before: string, status: string, end?: string) => ({
  status,
  annotations: [
    { type: 'browser', description: browser },
    { type: 'before', description: before },
    ...(end === undefined ? [] : [{ type: 'end', description: end }]),
  ],
})
const suite = (...tests: object[]) => ({ specs: tests.map(test => ({ tests: [test] })) })

test('the table of losses is one line: its cases, their browsers, how they ended, and how it was before', () => {
  const inner = suite(
    row('Chromium', 'lost', 'expected', 'the text is here'),
    row('Firefox', 'held', 'expected', 'the text is here'),
    row('Chromium', 'lost', 'expected', 'nothing was asked'),
  )
  expect(nothingLost({ suites: [{ specs: [], suites: [inner] }] })).toBe(
    'nothing lost: 3 cases (Chromium 2, Firefox 1): 2 × the text is here; 1 × nothing was asked. Before: lost 2, held 1',
  )
})

test('a case that failed is not counted under the end that it should have had', () => {
  const failed = suite(row('Chromium', 'lost', 'unexpected', 'the text is here'))
  expect(nothingLost({ suites: [failed] })).toContain('1 × ended otherwise')
})

test('a run without the table has no such line', () => {
  expect(nothingLost({ suites: [suite({ status: 'expected', annotations: [] })] })).toBeUndefined()
})
