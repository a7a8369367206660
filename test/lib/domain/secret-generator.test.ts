import { wordlist as english } from '@scure/bip39/wordlists/english.js'
import { describe, expect, test } from 'vitest'
import { wordlistIn } from '../../../entrypoints/popup/wordlist'
import {
  type CharacterClass,
  characterClasses,
  defaultGeneratorOptions,
  GeneratorOptions,
} from '../../../lib/domain/generator-options'
import { randomBelow } from '../../../lib/domain/random'
import { entropyOf, generateSecret, wordsOf } from '../../../lib/domain/secret-generator'
import { given, seeded, unevenness } from '../../support/chance'

const of = (patch: Partial<GeneratorOptions>) =>
  GeneratorOptions.parse({ ...defaultGeneratorOptions, ...patch })
const make = (patch: Partial<GeneratorOptions>, random = seeded(1)) =>
  generateSecret(of(patch), random, english)
const sample = 40_000
const looks: Record<CharacterClass, RegExp> = {
  lower: /[a-z]/,
  upper: /[A-Z]/,
  digits: /[0-9]/,
  symbols: /[^a-zA-Z0-9]/,
}

describe('a number below another', () => {
  test('is never the rest of an uneven division: what would be too much is drawn again', () => {
    expect(randomBelow(10, given(2 ** 32 - 1, 2 ** 32 - 6, 2 ** 32 - 7))).toBe(9)
    expect(randomBelow(2048, given(2 ** 32 - 1))).toBe(2047)
    expect(randomBelow(1, given(7))).toBe(0)
  })
  test('is as likely as any other, also where the rest would be a third of all', () => {
    const random = seeded(2)
    const counts = [0, 0, 0]
    const count = 3 * 2 ** 30
    for (let drawn = 0; drawn < sample; drawn++) {
      const third = Math.floor(randomBelow(count, random) / 2 ** 30)
      counts[third] = (counts[third] ?? 0) + 1
    }
    expect(unevenness(counts, Array(3).fill(sample / 3))).toBeLessThan(4)
  })
})

describe('a password', () => {
  test.each(characterClasses)('holds %s when they are wanted, and none when not', name => {
    const random = seeded(3)
    for (let round = 0; round < 500; round++) {
      expect(make({ length: 8 }, random)).toMatch(looks[name])
      expect(make({ classes: characterClasses.filter(other => other !== name) }, random)).not.toMatch(
        looks[name],
      )
    }
  })
  test('has the length that was asked for, up to the longest', () => {
    for (const length of [8, 9, 64, 128]) expect(make({ length })).toHaveLength(length)
  })
  test('holds no look-alikes unless they are wanted', () => {
    expect(make({ length: 128, lookAlikes: false })).not.toMatch(/[lIoO01]/)
    const all = Array.from({ length: 50 }, (_, seed) => make({ length: 128, lookAlikes: true }, seeded(seed)))
    for (const letter of 'lIoO01') expect(all.join('')).toContain(letter)
  })
  test('has every character in every place as likely as chance would have it', () => {
    const random = seeded(4)
    const recipe = of({ length: 8, classes: ['lower', 'digits'], lookAlikes: true })
    const made = Array.from({ length: sample }, () => generateSecret(recipe, random, []))
    // With each class certain to occur, a place is a digit in this part of all passwords.
    const [digit, letter] = [10 / 36, 26 / 36]
    const part = (digit - digit ** 8) / (1 - digit ** 8 - letter ** 8)
    for (let place = 0; place < 8; place++) {
      const count = (character: string) => made.filter(password => password[place] === character).length
      const digits = [...'0123456789'].map(count)
      const letters = [...'abcdefghijklmnopqrstuvwxyz'].map(count)
      const expected = [
        ...digits.map(() => (sample * part) / 10),
        ...letters.map(() => (sample * (1 - part)) / 26),
      ]
      expect(unevenness([...digits, ...letters], expected), `place ${place}`).toBeLessThan(4)
    }
  })
})

test('a PIN has every digit in every place as often, zero in front too', () => {
  const random = seeded(5)
  const made = Array.from({ length: sample }, () => make({ kind: 'pin', digits: 4 }, random))
  expect(made.every(pin => /^\d{4}$/.test(pin))).toBe(true)
  for (let place = 0; place < 4; place++) {
    const counts = [...'0123456789'].map(digit => made.filter(pin => pin[place] === digit).length)
    expect(unevenness(counts, Array(10).fill(sample / 10)), `place ${place}`).toBeLessThan(4)
  }
})

describe('words', () => {
  test('are drawn evenly from the whole list, apart by what was chosen', () => {
    const random = seeded(6)
    const counts = new Map<string, number>()
    for (let round = 0; round < 10_000; round++) {
      const made = make({ kind: 'words', count: 12, separator: '.' }, random).split('.')
      expect(made).toHaveLength(12)
      for (const word of made) counts.set(word, (counts.get(word) ?? 0) + 1)
    }
    const all = english.map(word => counts.get(word) ?? 0)
    expect(all.reduce((total, count) => total + count)).toBe(120_000)
    expect(unevenness(all, Array(2048).fill(120_000 / 2048))).toBeLessThan(4)
  })
  test('come from a list of 2048 and from no other', () => {
    expect(() => wordsOf(english.slice(1), seeded(7), 5, '-')).toThrow(RangeError)
  })
  test.each(['en', 'fr'])(
    'in %s are plain letters, which every keyboard has, and all different',
    async lang => {
      const list = await wordlistIn(lang)
      expect(new Set(list).size).toBe(2048)
      expect(list.every(word => /^[a-z]+$/.test(word))).toBe(true)
      expect(list).toContain(lang === 'fr' ? 'abeille' : 'abandon')
    },
  )
})

describe('bits of chance', () => {
  test('are what can be counted: words, digits, passwords of one class', () => {
    expect(entropyOf(of({ kind: 'words', count: 6 }))).toBe(66)
    expect(entropyOf(of({ kind: 'pin', digits: 4 }))).toBeCloseTo(Math.log2(10_000), 10)
    expect(entropyOf(of({ classes: ['lower'], length: 10, lookAlikes: true }))).toBeCloseTo(
      10 * Math.log2(26),
      10,
    )
    expect(entropyOf(of({ classes: ['digits'], length: 8 }))).toBeCloseTo(8 * Math.log2(8), 10)
  })
  test('leave out the passwords that lack a class', () => {
    // 36^8 strings, less those of letters only and those of digits only.
    const exact = Math.log2(36 ** 8 - 26 ** 8 - 10 ** 8)
    expect(entropyOf(of({ classes: ['lower', 'digits'], length: 8, lookAlikes: true }))).toBeCloseTo(exact, 8)
  })
  test('that every class must occur costs next to nothing at the usual length', () => {
    const free = 20 * Math.log2(22 + 24 + 24 + 8)
    const bits = entropyOf(defaultGeneratorOptions)
    expect(bits).toBeGreaterThan(120)
    expect(free - bits).toBeLessThan(1)
  })
})
