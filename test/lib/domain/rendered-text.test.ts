import { expect, test } from 'vitest'
import { type RenderedPiece, renderedText } from '../../../lib/domain/rendered-text'

const text = (words: string, space: 'one' | 'lines' | 'kept' = 'one'): RenderedPiece => ({
  is: 'text',
  text: words,
  space,
})
const block: RenderedPiece = { is: 'border', lines: 1 }
const paragraph: RenderedPiece = { is: 'border', lines: 2 }
const picture = (words: string): RenderedPiece => ({ is: 'picture', text: words })

test('blank space is drawn together, but not where it is kept', () => {
  expect(renderedText([text('a \n\t b'), text(' '), text('  c')])).toBe('a b c')
  expect(renderedText([text('a  b\n\tc', 'kept')])).toBe('a  b\n\tc')
  expect(renderedText([text('a   b \n  c', 'lines')])).toBe('a b\nc')
})
test('blank space at the edge of a line is not drawn, save where something stands before', () => {
  expect(renderedText([text('a '), block, text(' b'), { is: 'break' }, text(' c')])).toBe('a\nb\nc')
  expect(renderedText([text(' a')])).toBe('a')
  expect(renderedText([text(' a')], { inLine: true })).toBe(' a')
})
test('blocks stand on lines of their own, paragraphs apart, cells behind tabs', () => {
  expect(renderedText([block, block, text('a'), paragraph, block, text('b'), block])).toBe('a\n\nb')
  expect(renderedText([text('a'), { is: 'break' }, block, text('b')])).toBe('a\nb')
  expect(renderedText([text('a'), { is: 'cell' }, text('b'), block, text('c')])).toBe('a\tb\nc')
  expect(renderedText([text('a'), { is: 'field', text: 'b\nc' }, text('d')])).toBe('a\nb\nc\nd')
})
test('a picture is a letter, and keeps its place even where it stands for nothing', () => {
  const pieces = [text('pass '), picture('🔥'), text(' word')]
  expect(renderedText(pieces)).toBe('pass 🔥 word')
  expect(renderedText(pieces, { pictures: false })).toBe('pass  word')
  const alone = [text('a'), paragraph, picture('🔥'), paragraph, text('b')]
  expect(renderedText(alone)).toBe('a\n\n🔥\n\nb')
  expect(renderedText(alone, { pictures: false })).toBe('a\n\n\n\nb')
})
