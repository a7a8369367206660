import { expect, test } from 'vitest'
import { isAround, isVisibleIn } from '../../../lib/domain/visible-text'

const all = { above: false, below: false }
const cut = { above: true, below: true }
const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index} of it`)

test('what an editor tells is believed when all of it is in sight', () => {
  expect(isVisibleIn('one\n\n  two', ['1one', '2', '3··two'], all)).toBe(true)
  expect(isVisibleIn('part of', ['a part of a row'], all)).toBe(true)
  expect(isVisibleIn('a row that is wrapped', ['a row that', 'is wrapped'], all)).toBe(true)
})
test('what is not shown is not believed, wherever it is added', () => {
  expect(isVisibleIn('one\nRead more at example.com', ['one', 'two'], cut)).toBe(false)
  expect(isVisibleIn('one\ntwo\nRead more', ['one', 'two'], all)).toBe(false)
  expect(isVisibleIn('Read this\none\ntwo', ['one', 'two'], all)).toBe(false)
  expect(isVisibleIn('one\nthree\ntwo', ['one', 'two'], cut)).toBe(false)
  expect(isVisibleIn('anything', [], cut)).toBe(false)
})
test('lines out of sight are believed only beyond an edge where the rows go on', () => {
  const text = lines(1, 300).join('\n')
  expect(isVisibleIn(text, lines(1, 20), { above: false, below: true })).toBe(true)
  expect(isVisibleIn(text, lines(280, 300), { above: true, below: false })).toBe(true)
  expect(isVisibleIn(text, lines(100, 120), cut)).toBe(true)
  expect(isVisibleIn(text, lines(1, 20), all)).toBe(false)
  expect(isVisibleIn(text, lines(301, 320), cut)).toBe(false)
})
test('around a gap, the text begins and ends as the page does', () => {
  expect(isAround('one two three', ['one', 'three'])).toBe(true)
  expect(isAround('one two three more', ['one', 'three'])).toBe(false)
  expect(isAround('one', ['one'])).toBe(false)
})
