import { expect, test } from 'vitest'
import { defaultGeneratorOptions } from '../../../lib/domain/generator-options'
import { effortOf, strengthOf } from '../../../lib/domain/password-strength'
import { entropyOf } from '../../../lib/domain/secret-generator'

test.each([
  [13.3, { is: 'instant' }],
  [30.9, { is: 'time', value: 1, unit: 'second' }],
  [36, { is: 'time', value: 34, unit: 'second' }],
  [44, { is: 'time', value: 2, unit: 'hour' }],
  [55, { is: 'time', value: 210, unit: 'day' }],
  [66, { is: 'time', value: 1200, unit: 'year' }],
  [80, { is: 'ages' }],
  [128, { is: 'universe' }],
  [840, { is: 'universe' }],
] as const)('%d bits are guessed in the time that half of all guesses takes', (bits, effort) => {
  expect(effortOf(bits)).toEqual(effort)
})
test('a PIN is weak, five words are fair, six are strong, the usual password outlasts everything', () => {
  const of = (patch: object) => strengthOf(entropyOf({ ...defaultGeneratorOptions, ...patch }))
  expect(of({ kind: 'pin', digits: 12 })).toBe('weak')
  expect(of({ kind: 'words', count: 5 })).toBe('fair')
  expect(of({ kind: 'words', count: 6 })).toBe('strong')
  expect(of({})).toBe('veryStrong')
})
