import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newLinkKey, open, seal } from '../../../lib/domain/jwe-envelope'
import { largestSealed } from '../../../lib/domain/sealed-length'
import { findSealed, storedText } from '../../../lib/domain/sealed-text'

const linkKey = newLinkKey()
const jwe = await seal({ text: 'hunter2' }, { linkKey })
const line = 'Sealed – the original link opens it. 🔏'
const sizeOf = (text: string) => new TextEncoder().encode(text).length
const full = sizeOf(line) + 2 + jwe.length

test('says first, in one line, what it is', () => {
  expect(storedText(jwe, line, 10_000)).toBe(`${line}\n\n${jwe}`)
})

test('the line is left out when the limit is tight, and the limit counts bytes', () => {
  expect(line.length).toBeLessThan(sizeOf(line))
  expect(storedText(jwe, line, full + 1)).toBe(`${line}\n\n${jwe}`)
  expect(storedText(jwe, line, full)).toBe(`${line}\n\n${jwe}`)
  expect(storedText(jwe, line, full - 1)).toBe(jwe)
  expect(storedText(jwe, line, jwe.length)).toBe(jwe)
})

test('what does not fit is refused, with how much it is too long', () => {
  const refused = (limit: number) => {
    try {
      return storedText(jwe, line, limit)
    } catch (fault) {
      return fault
    }
  }
  expect(refused(jwe.length - 1)).toMatchObject({ code: 'tooLong', facts: { by: 1 } })
  expect(refused(0)).toMatchObject({ code: 'tooLong', facts: { by: jwe.length } })
})

test('what just fits into 10 000 bytes is kept whole, one byte more is refused', async () => {
  // Three bytes of ciphertext are four characters: find the longest text by its meter, not by trying.
  const noise = Array.from(crypto.getRandomValues(new Uint16Array(8_000)), n =>
    String.fromCodePoint(0x4e00 + (n % 0x5000)),
  )
  const fits = (length: number) => largestSealed({ text: noise.slice(0, length).join('') }, false) <= 10_000
  let length = 1
  while (fits(length + 1)) length++
  const stored = (count: number) => {
    const body = 'A'.repeat(largestSealed({ text: noise.slice(0, count).join('') }, false))
    return storedText(body, line, 10_000)
  }
  expect(sizeOf(stored(length))).toBeLessThanOrEqual(10_000)
  expect(() => stored(length + 1)).toThrow(expect.objectContaining({ code: 'tooLong' }))
  for (const size of [9_999, 10_000]) expect(storedText('A'.repeat(size), line, 10_000)).toHaveLength(size)
  expect(() => storedText('A'.repeat(10_001), line, 10_000)).toThrow(
    expect.objectContaining({ facts: { by: 1 } }),
  )
})

test('never exceeds its limit', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.integer({ min: jwe.length, max: 800 }),
      (line, limit) => {
        const stored = storedText(jwe, line, limit)
        expect(sizeOf(stored)).toBeLessThanOrEqual(limit)
        expect(findSealed(stored)).toBe(jwe)
      },
    ),
  )
})

test('the sealed text is found wherever it stands, and opens', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.constantFrom(' ', '\n', '\r\n', '\n\n', '\t', '"', '(', '\u00a0', '：'),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      async (before, between, after) => {
        const text = `${before}${between}${jwe} ${after}`
        expect(findSealed(text)).toBe(jwe)
        expect(await open(text, { linkKey })).toEqual({ text: 'hunter2' })
      },
    ),
  )
})

test.each([
  ['a full stop after it', `${jwe}.`],
  ['quotation marks around it', `“${jwe}”`],
  ['angle brackets around it', `<${jwe}>`],
  ['a question mark after it', `Is it ${jwe}?`],
  ['wrapped at 76 characters', jwe.replace(/.{76}/g, '$&\n')],
  [
    'wrapped, with line breaks of Windows',
    `Sealed.\r\n\r\n${jwe.replace(/.{76}/g, '$&\r\n')}\r\n\r\nBest, Bo`,
  ],
  ['wrapped, after the line for people', `${line}\n\n${jwe.replace(/.{60}/g, '$& ')}`],
  ['six parts', `${jwe}.AAAA`],
  ['a part before it', `AAAA.${jwe}`],
  ['letters before it', `x${jwe}`],
  ['padding after it', `${jwe}==`],
  ['ordinary base64 after it', `${jwe}+a`],
  ['a shortened one before it', `${jwe.split('.').slice(0, 4).join('.')}\n${jwe}`],
])('is found with %s', (_, text) => {
  expect(findSealed(text)).toBe(jwe)
})

test.each([
  ['nothing', ''],
  ['words', 'correct horse battery staple'],
  ['four parts', jwe.split('.').slice(0, 4).join('.')],
  ['an empty IV', jwe.split('.').with(2, '').join('.')],
  ['an empty ciphertext', jwe.split('.').with(3, '').join('.')],
  ['an empty tag', jwe.split('.').with(4, '').join('.')],
  [
    'another typ',
    jwe.replace(/^[^.]+/, Buffer.from('{"alg":"dir","enc":"A256GCM","typ":"JWE"}').toString('base64url')),
  ],
  ['a header that is no base64url', jwe.replace(/^[^.]+/, 'eyJ!')],
  ['a header of an impossible length', jwe.replace(/^[^.]+/, 'eyJhb')],
  ['a header that is cut', jwe.slice(3)],
  ['the ciphertext of a JWT', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.abc'],
])('nothing of ours is found in %s', (_, text) => {
  expect(findSealed(text)).toBeUndefined()
})

test.each([
  ['dots', '.'.repeat(1_000_000)],
  ['headers', 'eyJ.'.repeat(250_000)],
  ['headers between spaces', 'eyJ '.repeat(250_000)],
  ['parts', 'a.b.c.d.e '.repeat(100_000)],
  ['letters', 'eyJ'.repeat(300_000)],
  ['blank lines', 'a\n \n'.repeat(200_000)],
  ['white space', `${'\n '.repeat(400_000)}x`],
])('a megabyte of %s costs little', (_, text) => {
  const before = process.cpuUsage()
  expect(findSealed(text)).toBeUndefined()
  // Microseconds of work, not of waiting. Generous: it is some tens of milliseconds, where a quadratic step takes minutes.
  expect(process.cpuUsage(before).user).toBeLessThan(4_000_000)
})
