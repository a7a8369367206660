import { expect, test } from 'vitest'
import { selections } from './selections'

const table = (browser: string, ...verdicts: string[]) => ({
  tests: [
    {
      status: 'expected',
      annotations: [
        {
          type: 'selections',
          description: JSON.stringify({ browser, measured: verdicts.map(verdict => ({ verdict })) }),
        },
      ],
    },
  ],
})
const line = (...specs: object[]) => selections({ suites: [{ specs: [], suites: [{ specs }] }] })

test('the tables of selections are one line: how many arrived as copied, and how many differed without a word', () => {
  expect(
    line(
      table('Firefox', 'exact', 'before the person'),
      table('Chromium', 'exact', 'better', 'nothing', 'differed silently'),
    ),
  ).toBe(
    'selections: 6 (Chromium 4, Firefox 2): 3 exact, 1 of them better than the copy, 1 put before the person, 1 nothing, silently different 1',
  )
})

test('what got no answer is told, and that nothing differed too', () => {
  expect(line(table('Chromium', 'no answer', 'exact'))).toBe(
    'selections: 2 (Chromium 2): 1 exact, 0 put before the person, 0 nothing, 1 without an answer, silently different 0',
  )
})

test('a report without them has no such line', () => {
  expect(line({ tests: [{ status: 'expected', annotations: [] }] })).toBeUndefined()
})
