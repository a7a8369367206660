import { expect, test } from 'vitest'
import { drawn, type Piece } from '../../../lib/rules/drawn'

const text = (words: string, space: 'one' | 'lines' | 'kept' = 'one'): Piece => ({
  is: 'text',
  text: words,
  space,
})
const block: Piece = { is: 'border', lines: 1 }
const paragraph: Piece = { is: 'border', lines: 2 }
const picture = (words: string): Piece => ({ is: 'picture', text: words })

test('blank space is drawn together, but not where it is kept', () => {
  expect(drawn([text('a \n\t b'), text(' '), text('  c')])).toBe('a b c')
  expect(drawn([text('a  b\n\tc', 'kept')])).toBe('a  b\n\tc')
  expect(drawn([text('a   b \n  c', 'lines')])).toBe('a b\nc')
})
test('blank space at the edge of a line is not drawn, save where something stands before', () => {
  expect(drawn([text('a '), block, text(' b'), { is: 'break' }, text(' c')])).toBe('a\nb\nc')
  expect(drawn([text(' a')])).toBe('a')
  expect(drawn([text(' a')], { inLine: true })).toBe(' a')
})
test('blocks stand on lines of their own, paragraphs apart, cells behind tabs', () => {
  expect(drawn([block, block, text('a'), paragraph, block, text('b'), block])).toBe('a\n\nb')
  expect(drawn([text('a'), { is: 'break' }, block, text('b')])).toBe('a\nb')
  expect(drawn([text('a'), { is: 'cell' }, text('b'), block, text('c')])).toBe('a\tb\nc')
  expect(drawn([text('a'), { is: 'field', text: 'b\nc' }, text('d')])).toBe('a\nb\nc\nd')
})
test('a picture is a letter, and keeps its place even where it stands for nothing', () => {
  const pieces = [text('pass '), picture('🔥'), text(' word')]
  expect(drawn(pieces)).toBe('pass 🔥 word')
  expect(drawn(pieces, { pictures: false })).toBe('pass  word')
  const alone = [text('a'), paragraph, picture('🔥'), paragraph, text('b')]
  expect(drawn(alone)).toBe('a\n\n🔥\n\nb')
  expect(drawn(alone, { pictures: false })).toBe('a\n\n\n\nb')
})
