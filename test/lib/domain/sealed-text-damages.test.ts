import { readFileSync } from 'node:fs'
import { decode } from 'jose/base64url'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { newLinkKey, open, seal } from '../../../lib/domain/jwe-envelope'
import { returns } from '../../support/returned-texts'
import { sealedWith } from '../../support/sealed'

const linkKey = newLinkKey()
const jwe = await seal({ text: 'hunter2' }, { linkKey })
const other = await seal({ text: 'another' }, { linkKey: newLinkKey() })
const locked = await sealedWith({ text: 'another' }, { linkKey: newLinkKey(), passphrase: 'p' })
const line = 'This secret is sealed.'
const lines = (length: number, end: string) => jwe.replace(new RegExp(`.{${length}}`, 'g'), `$&${end}`)
const each = (sign: string, by: string) => jwe.replaceAll(sign, by)

const numbered = (before: (at: number) => string) =>
  lines(60, '\n')
    .split('\n')
    .map((line, at) => before(at + 1) + line)
    .join('\n')

test.each([
  ['quoted by a mail program', `> ${line}\n>\n> ${lines(72, '\n> ')}`],
  ['quoted twice, without blanks', `>>${line}\n>>\n>>${lines(70, '\n>>')}`],
  ['quoted with bars', `| ${line}\n|\n| ${lines(70, '\n| ')}`],
  ['quoted, then put in one line', `> ${line} > > ${lines(72, ' > ')}`],
  ['quoted as HTML', lines(72, '\n&gt; ')],
  ['zero-width spaces', lines(80, '\u200b')],
  ['soft hyphens', lines(40, '\u00ad')],
  ['word joiners', lines(7, '\u2060')],
  ['elements for a line break', lines(60, '<wbr>')],
  ['line breaks of HTML', lines(60, '<br/>\n')],
  ['unbreakable hyphens', each('-', '\u2011')],
  ['dashes', each('-', '–')],
  ['minus signs', each('-', '\u2212')],
  ['two hyphens made a dash', each('--', '—')],
  ['full-width hyphens', each('-', '\uff0d')],
  ['escaped for Markdown', each('_', '\\_')],
  ['all signs escaped for Markdown', jwe.replace(/[._-]/g, '\\$&')],
  ['code of Markdown', `\`\`\`\n${jwe}\n\`\`\``],
  ['HTML entities', each('.', '&#46;')],
  ['HTML entities by name', jwe.replaceAll('.', '&period;').replaceAll('_', '&lowbar;')],
  ['a JSON string', JSON.stringify({ value: `${line}\n\n${jwe}` })],
  ['a JSON string of lines', JSON.stringify({ value: `${line}\n\n${lines(72, '\n')}` })],
  ['JSON in JSON', JSON.stringify({ data: JSON.stringify({ value: lines(72, '\n') }) })],
  ['full-width dots', each('.', '\uff0e')],
  ['Chinese dots', each('.', '\u3002')],
  ['percent signs for the dots', each('.', '%2E')],
  ['percent, twice', encodeURIComponent(encodeURIComponent(`${line}\n\n${lines(72, '\n')}`))],
  ['the words of a button stuck to it', `${jwe}Copy`],
  ['words stuck to both ends', `secret:${jwe}Copied!`],
  ['words like a header stuck to it', `eyJoe${jwe}`],
  ['a button after broken lines', `${line}\n${lines(64, '\n')}\nCopy`],
  ['two sealed texts', `${other}\n\n${jwe}`],
  ['two sealed texts, broken into lines', `${other.replace(/.{64}/g, '$&\n')}\n\n${lines(64, '\n')}`],
  ['two sealed texts without anything between', other + jwe],
  ['one with a passphrase before it', `${locked}\n${lines(64, '\n')}`],
  ['a cut one before it', `${other.slice(0, -30)}\n${lines(64, '\n')}`],
  ['quoted-printable left undecoded', lines(75, '=\n')],
  ['quoted-printable with its dots coded', lines(70, '=\r\n').replaceAll('.', '=2E')],
  ['line breaks doubled', lines(64, '\n\n')],
  ['a blank after each few', lines(4, ' ')],
  ['hyphenated at the lines’ ends', lines(120, '-\n')],
  ['lines with their numbers', numbered(at => `${at}\t`)],
  ['lines with their numbers and a colon', numbered(at => `${at}: `)],
  ['lines with who said it', numbered(() => 'Bob> ')],
  ['lines of a log', numbered(at => `2026-11-30T10:15:0${at}Z INFO `)],
  ['added lines of a comparison', numbered(() => '+')],
  ['lines in a table’s frame', `| ${lines(60, ' |\n| ')} |`],
  ['colours of a terminal', lines(60, '\u001b[0m\n\u001b[31m')],
  ['UTF-8 taken for Windows-1252: hyphens', each('-', '\u00e2\u20ac\u2018')],
  ['UTF-8 taken for Windows-1252: blanks', lines(60, '\u00c2\u00a0')],
  ['invisible HTML entities', lines(60, '&ZeroWidthSpace;')],
  ['signs of an input method', jwe.replaceAll('-', '\u30fc').replaceAll('_', '\u2017')],
  ['in a mail', `Hello,\n\n${line}\n\n${lines(76, '\n')}\n\nBest, Bo – and more.at.all`],
])('it opens: %s', async (_, stored) => {
  expect(await open(stored, { linkKey })).toEqual({ text: 'hunter2' })
})

test('one of several with a passphrase opens, and each lock is tried once', async () => {
  const lock = { linkKey, passphrase: 'correct' }
  const mine = await sealedWith({ text: 'hunter2' }, lock)
  const stored = `${locked}\n${mine.replace(/.{64}/g, '$&\n> ').replaceAll('--', '—')}`
  const { deriveBits } = crypto.subtle
  let derived = 0
  Object.defineProperty(crypto.subtle, 'deriveBits', {
    configurable: true,
    value: (...given: Parameters<typeof deriveBits>) => {
      derived++
      return deriveBits.apply(crypto.subtle, given)
    },
  })
  const opening = open(stored, lock).finally(() => Reflect.deleteProperty(crypto.subtle, 'deriveBits'))
  expect(await opening).toEqual({ text: 'hunter2' })
  expect(derived).toBeGreaterThan(0)
  expect(derived).toBeLessThanOrEqual(2)
})

const Vector = z.strictObject({
  ...{ name: z.string(), linkKey: z.string(), stored: z.string(), letter: z.object({ text: z.string() }) },
})
const file: unknown = JSON.parse(
  readFileSync(new URL('../../vectors/sealed-stuck.json', import.meta.url), 'utf8'),
)
const { vectors } = z.object({ vectors: z.array(Vector) }).parse(file)
test.each(vectors)('what is stuck to it is no part of it: $name', async ({ stored, linkKey, letter }) => {
  expect(await open(stored, { linkKey: decode(linkKey) })).toEqual(letter)
})

const payload = { text: 'hunter2', note: 'for you' }
const noted = await seal(payload, { linkKey })
const long = await seal({ text: 'a line of many words\n'.repeat(60) }, { linkKey })
const changed = (text: string) => {
  const at = text.length - 30
  return text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1)
}

test.each(
  Object.entries(returns).flatMap(([kind, ways]) =>
    Object.entries(ways).map(([way, back]) => [kind, way, back] as const),
  ),
)('a sealed text opens though %s: %s', async (_kind, _way, back) => {
  expect(await open(back(noted, other), { linkKey })).toEqual(payload)
  expect((await open(back(long, other), { linkKey })).text).toHaveLength(21 * 60)
  // One changed character, and it does not.
  await expect(open(back(changed(noted), other), { linkKey })).rejects.toMatchObject({ code: 'notOpened' })
})
