import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  apologyFor,
  apologyForBurn,
  apologyForReveal,
  reasonAgainstAccount,
} from '../components/fault-messages'
import { createFormat } from '../components/format'
import { type Code, codes, mayHaveReached } from '../lib/domain/fault'
import { languages, translateIn, wordsOf } from './support/words'

const english = await wordsOf('en')
const guide = readFileSync('locales/README.md', 'utf8')

/** The rows of the guide's table whose heading starts with these words, without the heading. */
function tableOf(heading: string): string[][] {
  const [, , ...rows] =
    guide
      .slice(guide.indexOf(`| ${heading}`))
      .split('\n\n')[0]
      ?.split('\n') ?? []
  return rows.map(row =>
    row
      .split('|')
      .slice(1, -1)
      .map(cell => cell.trim()),
  )
}
const columns = (guide.match(/^\| term \|.*$/m)?.[0] ?? '').split('|').map(cell => cell.trim())

const code = ['components', 'entrypoints', 'lib']
  .flatMap(folder =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(file => join(folder, file)),
  )
  .filter(file => /\.tsx?$/.test(file))
  .map(file => readFileSync(file, 'utf8'))
  .concat(readFileSync('wxt.config.ts', 'utf8'))
  .join('\n')

/** What a recipient gets: as long as it must be, and partly in the sender's own words. */
const forRecipients = /^(message|stored)\.|^recipient\.(keyM|m)essage$/
const buttons = new Set(
  [...code.matchAll(/<Button\b[\s\S]*?<\/Button>/g)].flatMap(([button]) =>
    [...button.matchAll(/'([a-z]\w*\.[\w.]+)'/gi)].map(([, key = '']) => key),
  ),
)

/** The longest that a sentence may be, from the guide. */
const lengths = new Map(
  tableOf('what | which keys').map(([what = '', , words, characters]) => [
    what,
    { words: Number(words), characters: Number(characters) },
  ]),
)
function kindOf(key: string): string {
  if (/^(fault|revealFault|orphan)\.|\.notOpened\.|(Failed|Wrong)$/.test(key)) return 'error'
  if (buttons.has(key)) return 'button'
  if (/(Line|Hint)$/.test(key)) return 'hint'
  return /[.!?。！？]$/.test(english.get(key) ?? '') ? 'notice' : 'label'
}
/** What is over its length, as a list to be read. */
function tooLong(kind: string, key: string, sentence: string): string[] {
  const { words, characters } = lengths.get(kind) ?? { words: 0, characters: 0 }
  const count = sentence.match(/\S*[\p{L}\p{N}]\S*/gu)?.length ?? 0
  return count > words || sentence.length > characters
    ? [`${key}, ${kind}, ${count} words, ${sentence.length} characters: ${sentence}`]
    : []
}

test('every sentence is used', () => {
  const literals = new Set([...code.matchAll(/['"`>]([a-z]\w*\.[\w.]+)['"`<]/gi)].map(([, key]) => key))
  const patterns = [...code.matchAll(/`([a-z]\w*\.(?:[\w.]|\$\{[^}]*\})*\$\{[^}]*\}[^`]*)`/gi)].map(
    ([, key = '']) => new RegExp(`^${key.replaceAll('.', '\\.').replaceAll(/\$\{[^}]*\}/g, '\\w+')}$`),
  )
  // The manifest, and what runs in pages, name them as the browser does.
  const plain = new Set(
    [...code.matchAll(/__MSG_(\w+)__|'([a-z]+_\w+)'/gi)].map(([, one, other]) => one ?? other),
  )
  const unused = [...english.keys()].filter(
    key =>
      key !== 'language' &&
      !literals.has(key) &&
      !plain.has(key.replaceAll('.', '_')) &&
      !patterns.some(pattern => pattern.test(key)),
  )
  expect(unused).toEqual([])
})
test('no sentence is said twice', () => {
  const once = new Map([...english].map(([key, said]) => [said, key]))
  const twice = [...english.keys()].filter(key => once.get(english.get(key) ?? '') !== key)
  expect(twice).toEqual([])
})
test('at most 500 sentences are enough', () => expect(english.size).toBeLessThanOrEqual(500))
test('browsers take every key', () => {
  for (const key of english.keys()) expect(key).toMatch(/^(@@)?[\w.]+$/)
})

test.each(languages)('%s has every sentence, in order, each with the same places to fill', async language => {
  const words = await wordsOf(language)
  const places = (sentence = '') => [...sentence.matchAll(/\$\d|\{\w+\}/g)].map(String).sort()
  expect([...words.keys()]).toEqual([...english.keys()])
  for (const [key, sentence] of words) {
    expect(places(sentence), key).toEqual(places(english.get(key)))
    expect(sentence, key).not.toBe('')
  }
  expect(words.get('language')).toBe(language)
})
test.each(languages)('%s keeps to the guide’s lengths', async language => {
  const held = [...(await wordsOf(language))].filter(([key]) => !forRecipients.test(key))
  expect(held.flatMap(([key, sentence]) => tooLong(kindOf(key), key, sentence))).toEqual([])
})
test.each(languages)('%s has one word for one thing', async language => {
  const words = await wordsOf(language)
  const column = columns.indexOf(language) - 1
  expect(column, 'a column of the guide').toBeGreaterThan(0)
  const terms = tableOf('term |').map(cells => ({ en: wordsLike(cells[1]), own: wordsLike(cells[column]) }))
  const held = [...words].filter(([key]) => !forRecipients.test(key))
  const without = (sentence = '') => sentence.replaceAll(/\{\w+\}/g, '')
  const other = held.flatMap(([key, sentence]) =>
    terms
      .filter(({ en, own }) => en.test(without(english.get(key))) && !own.test(sentence))
      .map(({ own }) => `${key}: ${own.source} is not in “${sentence}”`),
  )
  expect(other).toEqual([])
})
test.each(languages)('%s leaves out the words that the guide does', async language => {
  const never = tableOf('language | never').find(([tag]) => tag === language)?.[1]
  const wrong = [
    ...(never ? [wordsLike(never.replaceAll(', ', ' / '))] : []),
    /['"]|\.\.\.|\s[.,…]/,
    ...(language === 'fr' ? [/[^\u202f][;!?]|[^\u00a0/\w[:]:(?!\/\/)|[^\u00a0]»|«[^\u00a0]/] : []),
  ]
  const held = [...(await wordsOf(language))]
  const found = held.flatMap(([key, sentence]) =>
    wrong.filter(one => one.test(sentence)).map(one => `${key}: ${one.exec(sentence)?.[0]} in “${sentence}”`),
  )
  expect(found).toEqual([])
})
test.each(languages)('%s says of every fault what was sent', async language => {
  const t = await translateIn(language)
  const words = { t, format: createFormat(t('language')) }
  const of = (code: Code) => apologyFor(words, { code, by: 3, said: 'words' })
  for (const code of codes) expect(of(code), code).toMatch(/^\p{L}.*[.!?。]$/u)
  expect(codes.flatMap(code => tooLong('error', code, of(code)))).toEqual([])
  const elsewhere = codes.flatMap(code => [
    apologyForBurn(words, { code, by: 3 }, ''),
    ...[true, false].map(asked => apologyForReveal(words, { code, by: 3 }, asked)),
    reasonAgainstAccount(words, { code, by: 3 }, t('accounts.notKept')),
  ])
  expect(elsewhere.flatMap(said => tooLong('error', 'elsewhere', said))).toEqual([])
  const asked: Code[] = [
    'offline',
    'noSuchHost',
    'untrusted',
    'unreachable',
    'noPermission',
    'serverNotAllowed',
  ]
  for (const code of asked) expect(of(code), code).toContain(t('fault.notSent'))
  for (const code of codes.filter(code => mayHaveReached(code) && code !== 'unexpected'))
    expect(of(code), code).toContain(t('fault.maybeSent'))
})

test.each([
  ['en', /nothing .*\bsent\b/i],
  ['fr', /rien .*\benvoyé/i],
] as const)('%s says before sending that nothing was sent', async (language, nothing) => {
  const t = await translateIn(language)
  const before: Code[] = [
    'empty',
    'tooLong',
    'nul',
    'loneSurrogate',
    'passphraseShort',
    'passphraseLong',
    'offline',
  ]
  const accounts: Code[] = ['accountGone', 'accountDisabled', 'accountNoToken', 'accountElsewhere']
  const rules: Code[] = ['mustBeSealed', 'needsPassphrase', 'livesTooLong', 'needsAccount', 'badRecipient']
  for (const code of [...before, ...accounts, ...rules, 'noSelection', 'stoppedBefore', 'locked'] as const)
    expect(apologyFor({ t, format: createFormat(language) }, { code, by: 3 }), code).toMatch(nothing)
})
test('faults share a message only where they ask the same of the person', async () => {
  const t = await translateIn('en')
  const of = (code: Code) => apologyFor({ t, format: createFormat('en') }, { code, by: 3 })
  const alike = codes.map(code => codes.filter(other => of(other) === of(code)))
  expect(alike.filter((group, at) => group.length > 1 && group[0] === codes[at])).toEqual([
    ['loneSurrogate', 'nul'],
    ['passphraseShort', 'lockTooShort'],
    ['badServer', 'noBrackets'],
    ['accountGone', 'accountDisabled', 'accountElsewhere'],
    ['serverIsDefault', 'serverHasAccounts'],
    ['timedOut', 'cutOff'],
    ['redirected', 'notAServer'],
    ['garbled', 'incomplete', 'answerTooBig', 'serverError'],
    ['refused', 'forbidden'],
    ['backupNewer', 'keptByNewer'],
    ['notKept', 'keyMissing'],
  ])
})

/** Sentences that only more than one makes true, so that one plural form is enough where all those share it. */
const ofSeveral = /^(batch\.(share|done|burnAll|burnThese)|history\.burnAll)$/
/** Which of several, not how many. */
const isPlace = (key: string): boolean => key === 'batch.copy' || (english.get(key) ?? '').includes('$2')
const counts = new Set(
  [...code.matchAll(/\bt\(\s*'([\w.]+)',\s*\[[^\]]*?\.number\(/g)].map(([, key = '']) => key),
)

test.each(languages)('no word bends to a figure: %s', async language => {
  const words = await wordsOf(language)
  const plurals = new Intl.PluralRules(language)
  const several = new Set([2, 3, 5, 7, 10, 11, 22, 101].map(count => plurals.select(count))).size === 1
  const bent = [...counts].filter(
    key =>
      !isPlace(key) &&
      !(several && ofSeveral.test(key)) &&
      /\$1[\s\u00a0\u202f]\p{L}/u.test(words.get(key) ?? ''),
  )
  expect(counts.size).toBeGreaterThan(10)
  expect(bent).toEqual([])
})
test('what is counted, dated or listed is so by Intl, in the language of the sentences', () => {
  const wrong = [
    // A figure that is put into a sentence as it stands.
    /\bt\([^()]*\[[^\]]*\bString\(/g,
    // One sentence for one, another for more.
    /(===|!==) 1 \? [^:]*\bt\(/g,
    // The browser's own language, which may be another.
    /\btoLocale\w+\(\)/g,
    /\bIntl\.\w+\((undefined|\[\])?\)(?!\.resolvedOptions)/g,
  ]
  expect(wrong.flatMap(one => code.match(one) ?? [])).toEqual([])
})

test('sentences are joined in one place, as the language joins them', () => {
  const bySpace = [/\)\}(?: |\{' '\}\s*)\{[^}]*\bt\(/g, /\)\} \$\{(\w+\.)?t\(/g, /\.join\(' '\)/g]
  expect(bySpace.flatMap(one => code.match(one) ?? [])).toEqual([])
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

/** A cell of the glossary: forms parted by ` / `, each with any ending where it ends in `…`. */
function wordsLike(cell = ''): RegExp {
  const forms = cell.split(' / ').map(form => {
    const [stem = '', ending] = form.split('…')
    const end = ending === undefined ? '(?:s|es)?(?![\\p{L}])' : ''
    // Where words aren't parted, or take prefixes, a form may stand anywhere.
    const begin = /[\p{Script=Arabic}\p{Script=Han}\p{Script=Kana}]/u.test(stem) ? '' : '(?<![\\p{L}])'
    return `${begin}${stem}${begin === '' ? '' : end}`
  })
  return new RegExp(forms.join('|'), 'iu')
}
