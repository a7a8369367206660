import { describe, expect, test } from 'vitest'
import { readLocaleMessages } from '../../../lib/adapters/locale-messages'
import { Language, languageName, languages } from '../../../lib/domain/language'
import { languages as files, localeFile, wordsOf } from '../../support/words'

test('a recipient may have every language that Cachet speaks, and no other', () => {
  expect([...languages].sort()).toEqual([...files].sort())
})
test('languages are named as those who read them name them', () => {
  expect(languages.map(languageName)).toEqual([
    ...['العربية', 'Deutsch', 'English', 'Español', 'Français'],
    ...['Italiano', '日本語', 'Nederlands', 'Polski', 'Português (Brasil)'],
  ])
})

describe('the extension’s own files', () => {
  test.each(files)('have every sentence of %s', async file => {
    const language = Language.parse(file)
    const paths: string[] = []
    const t = await readLocaleMessages(async path => {
      paths.push(path)
      return localeFile(path)
    }, language)
    for (const [key, sentence] of await wordsOf(file)) expect(t(key, ['$1', '$2', '$3'])).toBe(sentence)
    expect(paths).toEqual([`/_locales/${file === 'pt-BR' ? 'pt_BR' : file}/messages.json`])
  })
  test('are filled in where there are places, as they are', async () => {
    const t = await readLocaleMessages(localeFile, 'de')
    expect(t('composer.room', ['$2', 3])).toBe('$2 von 3')
    expect(t('message.start', { link: '{link}' })).toContain('{link}')
    expect(() => t('no.such')).toThrow()
  })
  test.each([
    ['cannot be fetched', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['are none', async () => '<!doctype html>'],
    ['are of another shape', async () => ({ stored_line: 'as text' })],
  ])('that %s are not read', async (_, read) => {
    await expect(readLocaleMessages(read, 'ar')).rejects.toThrow()
  })
})
