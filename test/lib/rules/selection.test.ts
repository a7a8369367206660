import { expect, test } from 'vitest'
import { chooseText } from '../../../lib/rules/selection'

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
