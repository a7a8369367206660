import { describe, expect, test } from 'vitest'
import { isMask, sameLetters, withOwnLetters } from '../../../lib/domain/compare-letters'
import type { RenderedPiece } from '../../../lib/domain/rendered-text'

const text = (words: string, masked = false): RenderedPiece => ({
  ...{ is: 'text', text: words, space: 'one' },
  ...(masked ? { masked } : {}),
})

describe('a rendering gets the letters of the page', () => {
  test.each([
    ['AB3XYZ  END\n', ['aB3xYz', ' end']],
    ['Pass Word', ['pass word']],
    ['ab3xyz şç', ['aB3XyZ ŞÇ']],
    ['STRASSE', ['straße']],
    ['FINE', ['ﬁne']],
    ['ΑΕΗ Σ', ['άέή ς']],
    ['Iİ', ['ıi']],
    ['x\n𝑎\n𝑏', ['x a', ' b ']],
  ])('%s', (rendered, words) => {
    const pieces = words.map(word => text(word))
    const told = withOwnLetters(rendered, pieces)
    expect(told?.replace(/\s/g, '')).toBe(words.join('').replace(/\s/g, ''))
    expect(told?.replace(/\S+/g, '')).toBe(rendered.replace(/\S+/g, ''))
  })
  test('those under a mask too, one for each bullet', () => {
    expect(withOwnLetters('key: ••••', [text('key: '), text('sk_1', true)])).toBe('key: sk_1')
    expect(withOwnLetters('•••••', [text('sk 12', true)]), 'a blank may be drawn as a bullet').toBeUndefined()
    expect(withOwnLetters('•••', [text('sk_1', true)])).toBeUndefined()
  })
  test('but not those of another text', () => {
    expect(withOwnLetters('hunter2', [text('hunter3')])).toBeUndefined()
    expect(withOwnLetters('hunter2', [text('hunter2'), text('!')])).toBeUndefined()
    expect(withOwnLetters('hunter2!', [text('hunter2')])).toBeUndefined()
    expect(withOwnLetters('••••', [text('abcd')]), 'no mask is known there').toBeUndefined()
  })
})
test('letters are compared without blank space and capitals', () => {
  expect(sameLetters('a\n\tB', 'A  b')).toBe(true)
  expect(sameLetters('ab', 'abc')).toBe(false)
})
test('bullets alone are a mask', () => {
  expect(isMask('•• ●●')).toBe(true)
  expect(isMask('• item')).toBe(false)
  expect(isMask('   ')).toBe(false)
})
