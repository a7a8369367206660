import fc from 'fast-check'
import { decode } from 'jose/base64url'
import { expect, test } from 'vitest'
import { newLinkKey, open, seal } from '../../../lib/domain/jwe-envelope'
import { largestSealed } from '../../../lib/domain/sealed-length'
import { fileBytes, fileSize, fileText, type SharedFile, sharedFileOf } from '../../../lib/domain/shared-file'

const keys = fc.uint8Array({ minLength: 32, maxLength: 32 })
const headerOf = (jwe: string): unknown =>
  JSON.parse(new TextDecoder().decode(decode(jwe.split('.')[0] ?? '')))
/** The length of what is sealed of a text whose JSON has so many bytes. */
const lengthOf = (bytes: number) => largestSealed({ text: 'x'.repeat(bytes - '{"text":""}'.length) }, false)

test('a file comes out byte for byte as it went in, whatever its bytes and its name', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 1, maxLength: 8_000 }),
      fc.string({ unit: 'binary', maxLength: 300 }),
      keys,
      async (bytes, name, linkKey) => {
        const file = sharedFileOf(name, 'text/plain', bytes)
        const came = (await open(await seal({ file }, { linkKey }), { linkKey })).file
        expect(came).toEqual(file)
        expect(came && fileBytes(came)).toEqual(bytes)
        expect(came && fileSize(came)).toBe(bytes.length)
      },
    ),
  )
})

test('a file is padded like a text, and compressed only where it does not fit otherwise', async () => {
  const linkKey = newLinkKey()
  const key = (bytes: number) => ({
    file: sharedFileOf('k', '', crypto.getRandomValues(new Uint8Array(bytes))),
  })
  for (const bytes of [1, 80, 150]) expect(await seal(key(bytes), { linkKey })).toHaveLength(443)
  const [one, other] = [await seal(key(1_200), { linkKey }), await seal(key(1_400), { linkKey })]
  expect([one.length, other.length]).toEqual([lengthOf(2_048), lengthOf(2_048)])
  expect(headerOf(one)).not.toHaveProperty('zip')
  const large = key(7_000)
  const jwe = await seal(large, { linkKey })
  expect(headerOf(jwe)).toHaveProperty('zip', 'DEF')
  expect(jwe.length).toBeLessThanOrEqual(10_000)
  expect(await open(jwe, { linkKey })).toEqual(large)
})

test('a file without bytes is not sealed, nor one that no reader would take', async () => {
  const linkKey = newLinkKey()
  const fault = (file: SharedFile) =>
    seal({ file }, { linkKey }).catch((error: { code: unknown }) => error.code)
  const file = sharedFileOf('k', '', new Uint8Array([1]))
  expect(await fault(sharedFileOf('k', '', new Uint8Array()))).toBe('empty')
  for (const wrong of [{ name: '' }, { name: 'a\0' }, { type: 'x' }, { data: 'AB==' }, { data: 'AA' }])
    expect(await fault({ ...file, ...wrong })).toBe('malformed')
})

test('a text file is UTF-8 without NUL, and anything else is none', () => {
  const textOf = (...bytes: number[]) => fileText(sharedFileOf('k', '', new Uint8Array(bytes)))
  expect(textOf(0xef, 0xbb, 0xbf, 0x61, 0x0d, 0x0a)).toBe('a\r\n')
  expect([textOf(0xff, 0xfe), textOf(0xc3), textOf(0x61, 0)]).toEqual([undefined, undefined, undefined])
})
