import { describe, expect, test } from 'vitest'
import { apologyFor } from '../components/fault-messages'
import { createFormat } from '../components/format'
import { codes } from '../lib/domain/fault'
import { translateIn, wordsOf } from './support/words'

const places = (sentence: string) => [...sentence.matchAll(/\$\d/g)].map(String).sort()

describe('every language', () => {
  test('has every sentence, each with the same places to fill', async () => {
    const [english, french] = [await wordsOf('en'), await wordsOf('fr')]
    expect([...french.keys()]).toEqual([...english.keys()])
    for (const [key, sentence] of english) {
      expect(places(french.get(key) ?? ''), key).toEqual(places(sentence))
      expect(french.get(key), key).not.toBe('')
    }
  })
  test.each(['en', 'fr'] as const)('%s has a sentence of its own for every fault', async language => {
    const t = await translateIn(language)
    const words = { t, format: createFormat(t('language')) }
    const sentences = codes.map(code => apologyFor(words, { code, by: 3, said: 'words' }))
    expect(new Set(sentences).size).toBe(codes.length)
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-ZÀ-Ý].*[.!?]$/)
  })
  test.each(['en', 'fr'] as const)(
    '%s says of every fault before sending that nothing was sent',
    async language => {
      const t = await translateIn(language)
      const words = { t, format: createFormat(t('language')) }
      for (const code of [
        'offline',
        'noSuchHost',
        'untrusted',
        'unreachable',
        'noPermission',
        'empty',
        'tooLong',
      ] as const) {
        expect(apologyFor(words, { code }), code).toMatch(
          language === 'en' ? /nothing was sent/i : /rien n’a été envoyé/i,
        )
      }
    },
  )
  test('browsers take every key', async () => {
    for (const key of (await wordsOf('en')).keys()) expect(key).toMatch(/^(@@)?[\w.]+$/)
  })
})

test('figures are written as the language writes them', () => {
  const [english, french] = [createFormat('en'), createFormat('fr')]
  expect(english.duration(300)).toBe('5 minutes')
  expect(english.duration(3600)).toBe('1 hour')
  expect(french.duration(604_800)).toMatch(/^7\sjours$/)
  expect(english.bytes(1)).toBe('1 byte')
  expect(french.bytes(214)).toMatch(/^214\soctets$/)
  expect(english.kilobytes(1234)).toBe('1.2 kB')
})
