import { expect, test } from 'vitest'
import { languageFor, nameOfLanguage } from '../../components/opener/language-choice'
import { directionOf } from '../../components/translation'
import { languages } from '../support/words'

test.each([
  [['fr'], 'fr'],
  [['pt-BR'], 'pt-BR'],
  [['pt-PT', 'en'], 'pt-BR'],
  [['pt'], 'pt-BR'],
  [['PT-br'], 'pt-BR'],
  [['ar-EG'], 'ar'],
  [['de-CH', 'fr-CH'], 'de'],
  [['es-419'], 'es'],
  [['ja-JP'], 'ja'],
  [['nn', 'nb'], 'en'],
  [['nn', 'nl'], 'nl'],
  [['zh-Hant-TW'], 'en'],
  [['zh', 'ja'], 'ja'],
  // Not Finnish for Filipino, nor Italian for a tag that only starts so.
  [['fil', 'itx'], 'en'],
  [[], 'en'],
])('a browser that prefers %j is spoken to in %s', (wanted, language) => {
  expect(languageFor(wanted, languages)).toBe(language)
})
test('each language is offered by its own name', () => {
  expect(languages.map(nameOfLanguage)).toEqual([
    'العربية',
    'Deutsch',
    'English',
    'Español',
    'Français',
    'Italiano',
    '日本語',
    'Nederlands',
    'Polski',
    'Português (Brasil)',
  ])
})
test('only Arabic is mirrored', () => {
  expect(languages.filter(language => directionOf(language) === 'rtl')).toEqual(['ar'])
})
