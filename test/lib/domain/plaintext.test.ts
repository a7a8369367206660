import { expect, test } from 'vitest'
import { checkPassphrase } from '../../../lib/domain/passphrase'
import { checkCharacters, checkPlaintext } from '../../../lib/domain/plaintext'
import { checkSize } from '../../../lib/domain/server-limits'

const fault = (code: string, facts = {}) => expect.objectContaining({ code, facts })

test.each([
  ['', 'empty'],
  [' \n\t\u00a0', 'empty'],
  ['\u200b\u200d\ufeff\u2060', 'empty'],
  ['\u3164 \u115f\u00ad\u{E0041}', 'empty'],
  ['\u2800\ufe0f', 'empty'],
  ['a\ud83d', 'loneSurrogate'],
  ['\udd12b', 'loneSurrogate'],
  ['a\0b', 'nul'],
])('text %j is refused as %s', (text, code) => {
  expect(() => checkPlaintext(text)).toThrow(fault(code))
})
test('everything else may be shared, in any script', () => {
  for (const text of [
    'a',
    '\u{1F512}',
    'שלום',
    ' padded ',
    'a\r\n\tb',
    '\ufeffbom',
    'a\u200d',
    '\u200b.',
    '\u0301',
  ]) {
    expect(() => checkPlaintext(text)).not.toThrow()
  }
  expect(() => checkCharacters('')).not.toThrow()
})

test('sizes are bytes: one over the limit is one too many', () => {
  expect(() => checkSize('é'.repeat(5000), 10_000)).not.toThrow()
  expect(() => checkSize(`${'é'.repeat(5000)}x`, 10_000)).toThrow(fault('tooLong', { by: 1 }))
  expect(() => checkSize('x'.repeat(9_999), 10_000)).not.toThrow()
})

test('a passphrase for the server has 8 to 128 characters, one for a seal any number', () => {
  expect(() => checkPassphrase('1234567', false)).toThrow(fault('passphraseShort', { by: 1 }))
  expect(() => checkPassphrase('12345678', false)).not.toThrow()
  expect(() => checkPassphrase('\u{1F512}'.repeat(128), false)).not.toThrow()
  expect(() => checkPassphrase('x'.repeat(129), false)).toThrow(fault('passphraseLong', { by: 1 }))
  expect(() => checkPassphrase('1', true)).not.toThrow()
  expect(() => checkPassphrase('a\0', true)).toThrow(fault('nul'))
})
