import { expect, test } from 'vitest'
import { exportHistory } from '../../../lib/usecases/export-history'
import { entryWith } from '../../support/entries'

const entries = [
  entryWith({ label: 'a "b", c\nd', state: 'read', settled: 2_000_000, handle: 'SECRET-HANDLE' }),
  entryWith({ label: '=HYPERLINK("https://evil.example")', recipient: 'b***@example.com' }),
]

test('an export holds what a person sees, and no key in any form', () => {
  const json: unknown = JSON.parse(exportHistory(entries, 'json'))
  expect(json).toMatchObject([
    { label: 'a "b", c\nd', state: 'read', settled: '1970-01-01T00:33:20.000Z', sealed: true },
    { state: 'waiting', settled: '', recipient: 'b***@example.com' },
  ])
  for (const as of ['json', 'csv'] as const) {
    const text = exportHistory(entries, as)
    for (const hidden of ['SECRET-HANDLE', 'handle', ...entries.map(({ id }) => id)])
      expect(text).not.toContain(hidden)
  }
})
test('as CSV every line is a row, whatever a label holds', () => {
  const [head, first, second] = exportHistory(entries, 'csv').split('\r\n')
  expect(head).toMatch(/^"label","state","created"/)
  expect(first).toMatch(/^"a ""b"", c\nd","read",/)
  expect(second).toMatch(/^"'=HYPERLINK\(/)
})
test('an empty history is a file, too', () => {
  expect(exportHistory([], 'json')).toBe('[]\n')
  expect(exportHistory([], 'csv').split('\r\n')).toHaveLength(2)
})

test.each([
  '=1+1',
  ' =1+1',
  '\n=1+1',
  '\r\n\t+1',
  '\u00a0-1',
  '\u200b@x',
  '\ufeff=1',
  '\u202e=1',
  '＝1',
  '\t1',
])('a cell that begins like a formula gets its apostrophe, whatever can’t be seen before it: %j', label => {
  const [, row] = exportHistory([entryWith({ label })], 'csv').split(/\r\n(?=")/)
  expect(row).toMatch(/^"'/)
})
test('a cell that does not begin so is as it was', () => {
  for (const label of ['a=1', '1-2', '“=”', 'a\n=b'])
    expect(exportHistory([entryWith({ label })], 'csv')).toContain(`"${label}"`)
})
