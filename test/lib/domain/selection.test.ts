import { describe, expect, test } from 'vitest'
import { chooseText, settleSelection, withoutBorder } from '../../../lib/domain/selection'

test('what the page itself says is taken to the letter', () => {
  expect(chooseText('a\n\tb', 'a  b')).toEqual({ text: 'a\n\tb', exact: true })
  expect(chooseText('hunter2', '•••••••')).toEqual({ text: 'hunter2', exact: true })
})
test('what the menu says counts as exact only if nothing in it can have been altered', () => {
  expect(chooseText(undefined, 'hunter2')).toEqual({ text: 'hunter2', exact: true })
  expect(chooseText(undefined, 'two words')).toEqual({ text: 'two words', exact: false })
  expect(chooseText('', 'two words')).toEqual({ text: 'two words', exact: false })
})
test('a text as long as Firefox cuts may have been cut', () => {
  expect(chooseText(undefined, 'x'.repeat(16_383))?.exact).toBe(true)
  expect(chooseText(undefined, 'x'.repeat(16_384))?.exact).toBe(false)
})
test('bullets are nobody’s password, and nothing is nothing', () => {
  expect(chooseText(undefined, '••••')).toBeUndefined()
  expect(chooseText(undefined, '●●●')).toBeUndefined()
  expect(chooseText(undefined, undefined)).toBeUndefined()
  expect(chooseText(' \n ', ' ')).toBeUndefined()
})

test('capitals that CSS may have made are not taken for the text', () => {
  for (const word of ['PASSWORD', 'Hunter2', 'Ab-Cd', 'É1', '2FA'])
    expect(chooseText(undefined, word), word).toEqual({ text: word, exact: false })
  for (const word of ['hunter2-in-a-frame', 'hunter2-Correct', 'aB3xYz', '12345', 'été'])
    expect(chooseText(undefined, word)?.exact, word).toBe(true)
})

describe('what was read is exact only if the menu tells the same', () => {
  const read = (text: string, more: object = {}) => ({
    is: 'read' as const,
    text,
    sure: 'yes' as const,
    ...more,
  })
  const unsure = (text: string) => ({ text, exact: false, why: 'unsure' })

  test('letter by letter, as far as it tells', () => {
    expect(settleSelection(read('a\n\tb'), 'a  b')).toEqual({ text: 'a\n\tb', exact: true })
    expect(settleSelection(read('a\n\tb'), undefined)).toEqual({ text: 'a\n\tb', exact: true })
    expect(settleSelection(read('hunter2'), '•••••••')).toEqual({ text: 'hunter2', exact: true })
    expect(settleSelection(read('hunter2'), 'something else')).toEqual(unsure('hunter2'))
    expect(settleSelection(read('ab', { sure: 'no' }), 'ab')).toEqual(unsure('ab'))
  })
  test('as the browser draws it: in capitals, without pictures, cut', () => {
    expect(settleSelection(read('aB3', { shown: 'AB3' }), 'AB3')?.exact).toBe(true)
    expect(settleSelection(read('pass🔥word', { shown: 'password' }), 'password')?.exact).toBe(true)
    const long = 'x'.repeat(20_000)
    expect(settleSelection(read(long), long.slice(0, 16_384))?.exact).toBe(true)
    expect(settleSelection(read(long), long.slice(0, 9000))).toEqual(unsure(long))
  })
  test('what a root shows, blank for blank', () => {
    const rooted = read('Login: bob\n\nhunter2', { sure: 'byMenu', shown: 'Login: bob' })
    expect(settleSelection(rooted, 'Login: bob  hunter2')?.exact).toBe(true)
    expect(settleSelection(rooted, 'Login: bob hunter2')).toEqual(unsure('Login: bob\n\nhunter2'))
    expect(settleSelection(rooted, undefined)).toEqual(unsure('Login: bob\n\nhunter2'))
  })
  test('an editor gives the menu a piece, which has to be in it', () => {
    const edited = read('one\ntwo\nthree\nfour', { shown: 'three four', menu: 'part' })
    expect(settleSelection(edited, 'one … four')?.exact).toBe(true)
    expect(settleSelection(edited, 'two three')?.exact).toBe(true)
    expect(settleSelection(edited, 'five')).toEqual(unsure('one\ntwo\nthree\nfour'))
  })
  test('a field that tells nothing is a guess, which only the menu can settle', () => {
    const guess = read('12345678', { sure: 'guess' })
    expect(settleSelection(guess, '345')).toEqual({ text: '345', exact: true })
    expect(settleSelection(guess, undefined)).toEqual(unsure('12345678'))
  })
  test('bullets, nothing and half of a character are not shared', () => {
    expect(settleSelection(read('••••'), '••••')).toBeUndefined()
    expect(settleSelection(read(' \n'), undefined)).toBeUndefined()
    expect(settleSelection({ is: 'halved' }, undefined)).toBeUndefined()
    expect(settleSelection(undefined, 'two words')).toEqual({ text: 'two words', exact: false })
  })
})
test('one line is that line without the border of its block; several keep what a copy has', () => {
  expect(withoutBorder('hunter2\n\n')).toBe('hunter2')
  expect(withoutBorder('one\ntwo\n\n')).toBe('one\ntwo\n\n')
  expect(withoutBorder('\n')).toBe('')
})
