import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mayRun, nameParts, safeFileName, spelledOut } from '../../../lib/domain/safe-file-name'

test.each([
  'id_ed25519',
  'server.pem',
  'kube config.yaml',
  'Schlüssel für Zoë.p12',
  'مفتاح.pem',
  '鍵❤️.txt',
  'a.b.c.tar.gz',
  'conference.txt',
  'com10',
  '-rf',
  '_.env',
  'a  b.txt',
])('a safe name stays as it is: %s', name => {
  expect(safeFileName(name)).toBe(name)
})

test.each([
  ['a path', '../../etc/passwd', 'passwd'],
  ['a Windows path', 'C:\\Users\\me\\key.pem', 'key.pem'],
  ['a folder', 'folder/', 'folder'],
  ['nothing but a path', '///', 'file'],
  ['dots', '..', 'file'],
  ['blanks', ' \t ', 'file'],
  ['a hidden name', '.env', '_.env'],
  ['a hidden folder', '.ssh/.config', '_.config'],
  ['a device', 'CON', '_CON'],
  ['a device with an ending', 'nul.txt', '_nul.txt'],
  ['a device with blanks', 'aux  .txt', '_aux  .txt'],
  ['a numbered device', 'LPT1.tar.gz', '_LPT1.tar.gz'],
  ['a superscript device', 'com¹', '_com¹'],
  ['a dot at the end', 'key.pem.', 'key.pem'],
  ['blanks at the end', 'key.pem  ', 'key.pem'],
  ['letters that are turned around', 'invoice\u202efdp.exe', 'invoice_fdp.exe'],
  ['isolates', 'a\u2066b\u2069.pem', 'a_b_.pem'],
  ['controls', 'a\r\nb\0\u007f.txt', 'a__b__.txt'],
  ['zero-width characters', 'pay\u200bpal.txt', 'pay_pal.txt'],
  ['fillers', 'a\u3164\u2800b', 'a__b'],
  ['what Windows refuses', 'a<b>:"|?*.txt', 'a_b______.txt'],
  ['an ending out of sight', `invoice.pdf${' '.repeat(80)}.exe`, 'invoice.pdf .exe'],
  ['wide blanks', 'invoice.pdf\u3000\u3000\u3000\u3000.exe', 'invoice.pdf .exe'],
])('is made safe: %s', (_, name, safe) => {
  expect(safeFileName(name)).toBe(safe)
})

test('a long name keeps its ending, and no character is cut in two', () => {
  expect(safeFileName(`${'é'.repeat(200)}.pem`)).toBe(`${'é'.repeat(98)}.pem`)
  expect(safeFileName(`${'🔑'.repeat(120)}.p12`)).toBe(`${'🔑'.repeat(49)}.p12`)
  expect(safeFileName(`a.${'x'.repeat(300)}`)).toBe(`a.${'x'.repeat(198)}`)
})

const nasty = fc.constantFrom(
  '/',
  '\\',
  '.',
  ' ',
  '\u202e',
  '\0',
  'CON',
  'nul',
  '.exe',
  ':',
  '\ud800',
  '\u00a0',
)
const names = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(fc.oneof(nasty, fc.string({ unit: 'grapheme', maxLength: 3 })), { maxLength: 40 })
    .map(parts => parts.join('')),
)

test('whatever its name is, a file is saved under a safe one, which is safe for good', () => {
  fc.assert(
    fc.property(names, name => {
      const safe = safeFileName(name)
      expect(safe).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}/\\<>:"|?*]/u)
      expect(safe).not.toMatch(/^[.\s]|[.\s]$/)
      expect(safe).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)\s*(\.|$)/i)
      expect(safe).not.toBe('')
      expect(new TextEncoder().encode(safe).length).toBeLessThanOrEqual(200)
      expect(safeFileName(safe)).toBe(safe)
    }),
    { numRuns: 5_000 },
  )
})

test('what decides how a file is opened is its last ending', () => {
  expect(nameParts('invoice.pdf.exe')).toEqual({ stem: 'invoice.pdf', ending: '.exe' })
  expect(nameParts('id_rsa')).toEqual({ stem: 'id_rsa', ending: '' })
  expect(['invoice.pdf.EXE', 'page.html', 'x.lnk'].filter(mayRun)).toHaveLength(3)
  expect(['key.pem', 'exe', 'my.exe.txt', '_.env'].filter(mayRun)).toEqual([])
})

test('what cannot be seen in a name is spelled out', () => {
  expect(spelledOut('a\u202eb\n.txt')).toBe('a[U+202E]b[U+000A].txt')
  expect(spelledOut('❤️ clé.txt')).toBe('❤️ clé.txt')
})
