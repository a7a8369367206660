import { expect, test } from 'vitest'
import { isAround, isInSight } from '../../../lib/rules/in-sight'

const all = { above: false, below: false }
const cut = { above: true, below: true }
const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index} of it`)

test('what an editor tells is believed when all of it is in sight', () => {
  expect(isInSight('one\n\n  two', ['1one', '2', '3··two'], all)).toBe(true)
  expect(isInSight('part of', ['a part of a row'], all)).toBe(true)
  expect(isInSight('a row that is wrapped', ['a row that', 'is wrapped'], all)).toBe(true)
})
test('what is not shown is not believed, wherever it is added', () => {
  expect(isInSight('one\nRead more at example.com', ['one', 'two'], cut)).toBe(false)
  expect(isInSight('one\ntwo\nRead more', ['one', 'two'], all)).toBe(false)
  expect(isInSight('Read this\none\ntwo', ['one', 'two'], all)).toBe(false)
  expect(isInSight('one\nthree\ntwo', ['one', 'two'], cut)).toBe(false)
  expect(isInSight('anything', [], cut)).toBe(false)
})
test('lines out of sight are believed only beyond an edge where the rows go on', () => {
  const text = lines(1, 300).join('\n')
  expect(isInSight(text, lines(1, 20), { above: false, below: true })).toBe(true)
  expect(isInSight(text, lines(280, 300), { above: true, below: false })).toBe(true)
  expect(isInSight(text, lines(100, 120), cut)).toBe(true)
  expect(isInSight(text, lines(1, 20), all)).toBe(false)
  expect(isInSight(text, lines(301, 320), cut)).toBe(false)
})
test('around a gap, the text begins and ends as the page does', () => {
  expect(isAround('one two three', ['one', 'three'])).toBe(true)
  expect(isAround('one two three more', ['one', 'three'])).toBe(false)
  expect(isAround('one', ['one'])).toBe(false)
})
