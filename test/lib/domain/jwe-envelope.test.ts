import { readFileSync } from 'node:fs'
import { inspect } from 'node:util'
import fc from 'fast-check'
import { decode, encode } from 'jose/base64url'
import { compactDecrypt } from 'jose/jwe/compact/decrypt'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { type LinkLock, needsPassphrase, newLinkKey, open, seal } from '../../../lib/domain/jwe-envelope'
import { sealedSize } from '../../../lib/domain/padding'
import { longestPayload, type Payload } from '../../../lib/domain/payload'
import { isAsTyped } from '../../../lib/domain/plaintext'
import { iterations, largestSealed } from '../../../lib/domain/sealed-length'
import { sharedFileOf } from '../../../lib/domain/shared-file'
import { sealedWith } from '../../support/sealed'

const base = { name: z.string(), linkKey: z.string(), passphrase: z.optional(z.string()), stored: z.string() }
const Opens = z.strictObject({
  ...base,
  letter: z.union([
    z.strictObject({ text: z.string(), note: z.exactOptional(z.string()) }),
    z.strictObject({
      file: z.strictObject({ name: z.string(), type: z.string(), data: z.string() }),
      note: z.exactOptional(z.string()),
    }),
  ]),
})
const Refused = z.strictObject({ ...base, reason: z.enum(['header', 'parts', 'plaintext', 'lock', 'text']) })

const read = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../vectors/${file}`, import.meta.url), 'utf8'))
const opens = z.object({ vectors: z.array(Opens) }).parse(read('envelope.json')).vectors
const refused = z.object({ vectors: z.array(Refused) }).parse(read('envelope-refused.json')).vectors

const lockOf = ({ linkKey, passphrase }: { linkKey: string; passphrase?: string | undefined }): LinkLock => ({
  linkKey: decode(linkKey),
  ...(passphrase !== undefined && { passphrase }),
})
const vector = (name: string) => {
  const found = opens.find(vector => vector.name === name)
  if (!found) throw new Error(`no vector ${name}`)
  return found
}
const neverOpens = (stored: string, lock: LinkLock) =>
  expect(open(stored, lock), stored).rejects.toMatchObject({ code: 'notOpened', facts: {} })

/** Text that can be sent: whole characters, no NUL, not blank. */
const words = fc.string({ unit: 'binary', maxLength: 400 }).map(text => text.replaceAll('\0', ''))
const texts: fc.Arbitrary<Payload> = fc.record(
  { text: words.filter(isAsTyped), note: words },
  { requiredKeys: ['text'], noNullPrototype: true },
)
const sharedFiles = fc
  .tuple(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constantFrom('', 'text/plain', 'application/x-pkcs12', 'no type'),
    fc.uint8Array({ minLength: 1, maxLength: 3_000 }),
  )
  .map(parts => sharedFileOf(...parts))
const files: fc.Arbitrary<Payload> = fc.record(
  { file: sharedFiles, note: words },
  { requiredKeys: ['file'], noNullPrototype: true },
)
const letters = fc.oneof(texts, files)
const keys = fc.uint8Array({ minLength: 32, maxLength: 32 })

const headerOf = (jwe: string): unknown => JSON.parse(new TextDecoder().decode(decode(jwe.split('.')[0]!)))
const jsonOf = (bytes: number): Payload => ({ text: 'x'.repeat(bytes - '{"text":""}'.length) })

test.each(opens)('what was sealed once opens for ever: $name', async ({ stored, letter, ...lock }) => {
  expect(await open(stored, lockOf(lock))).toEqual(letter)
  expect(needsPassphrase(stored)).toBe(lock.passphrase !== undefined)
})

test.each(refused)('never opens, and says nothing but that: $name', async ({ stored, reason, ...lock }) => {
  const fault: unknown = await open(stored, lockOf(lock)).catch(error => error)
  expect(fault).toMatchObject({ name: 'Fault', code: 'notOpened', message: 'notOpened', facts: {} })
  const told = inspect(fault, { depth: Infinity })
  expect(told).not.toMatch(/correct|horse|hunter2|hello/)
  expect(told).not.toContain(lock.linkKey)
  if (lock.passphrase) expect(told).not.toContain(lock.passphrase)
  if (reason === 'header' || reason === 'text') expect(needsPassphrase(stored)).toBeUndefined()
})

test('what is sealed opens, whatever the text or file and the note are', async () => {
  await fc.assert(
    fc.asyncProperty(letters, keys, async (letter, linkKey) => {
      expect(await open(await seal(letter, { linkKey }), { linkKey })).toEqual(letter)
    }),
    { numRuns: 300 },
  )
})

test('what is sealed with a passphrase opens with key and passphrase, and with no other', async () => {
  await fc.assert(
    fc.asyncProperty(
      letters,
      keys,
      words.filter(word => word !== ''),
      async (letter, linkKey, passphrase) => {
        const jwe = await sealedWith(letter, { linkKey, passphrase })
        expect(await open(jwe, { linkKey, passphrase })).toEqual(letter)
        await neverOpens(jwe, { linkKey, passphrase: `${passphrase}x` })
        await neverOpens(jwe, { linkKey: linkKey.map(byte => byte ^ 1), passphrase })
        await neverOpens(jwe, { linkKey })
      },
    ),
    { numRuns: 30 },
  )
  const lock = { linkKey: newLinkKey(), passphrase: 'glue' }
  expect(await open(await seal({ text: 'x' }, lock), lock)).toEqual({ text: 'x' })
})

test('another key never opens', async () => {
  await fc.assert(
    fc.asyncProperty(letters, keys, keys, async (letter, linkKey, other) => {
      fc.pre(encode(linkKey) !== encode(other))
      await neverOpens(await seal(letter, { linkKey }), { linkKey: other })
    }),
  )
})

test('one flipped bit anywhere, and it does not open', async () => {
  for (const name of ['a password, padded', 'made elsewhere, one PBKDF2 iteration']) {
    const { stored, ...lock } = vector(name)
    for (let bit = 0; bit < stored.length * 8; bit++) {
      const at = bit >> 3
      const flipped = String.fromCharCode(stored.charCodeAt(at) ^ (1 << (bit & 7)))
      await neverOpens(stored.slice(0, at) + flipped + stored.slice(at + 1), lockOf(lock))
    }
  }
})

test('cut anywhere, from either end, and it does not open', async () => {
  for (const name of ['a password, padded', 'made elsewhere, one PBKDF2 iteration']) {
    const { stored, ...lock } = vector(name)
    for (let at = 0; at < stored.length; at++) await neverOpens(stored.slice(0, at), lockOf(lock))
    for (let at = 1; at <= stored.length; at++) await neverOpens(stored.slice(at), lockOf(lock))
  }
})

test('one character lost or doubled anywhere, and it does not open', async () => {
  const { stored, letter, ...lock } = vector('a password, padded')
  for (let at = 0; at < stored.length; at++) {
    await neverOpens(stored.slice(0, at) + stored.slice(at + 1), lockOf(lock))
    const doubled = stored.slice(0, at) + stored[at] + stored.slice(at)
    // What is stuck to an end is no part of it.
    if (at === 0 || at === stored.length - 1) expect(await open(doubled, lockOf(lock))).toEqual(letter)
    else await neverOpens(doubled, lockOf(lock))
  }
})

test('parts of two sealed texts under one key do not go together', async () => {
  const linkKey = newLinkKey()
  const [one, two] = await Promise.all([
    seal({ text: 'one' }, { linkKey }),
    seal({ text: 'two' }, { linkKey }),
  ])
  for (const part of [2, 3, 4]) {
    const mixed = one.split('.').with(part, two.split('.')[part]!)
    await neverOpens(mixed.join('.'), { linkKey })
  }
})

test('every password looks the same size to the server', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ maxLength: 40, unit: 'grapheme' }), keys, async (text, linkKey) => {
      fc.pre(isAsTyped(text) && largestSealed({ text }, false) === 443)
      const jwe = await seal({ text }, { linkKey })
      expect(jwe).toHaveLength(443)
      expect(headerOf(jwe)).toEqual({ alg: 'dir', enc: 'A256GCM', typ: 'cachet' })
    }),
  )
})

/** The JWE's bytes around what is encrypted, without a passphrase. */
const around = 443 - Math.ceil((256 * 4) / 3)
const lengthOf = (bytes: number) => around + Math.ceil((bytes * 4) / 3)

test('JSON of up to 256 bytes has one length, longer JSON ends on a step of 512', async () => {
  const linkKey = newLinkKey()
  for (let length = 1; length <= 1600; length += length < 1500 ? 7 : 1) {
    // Random letters: nothing to compress.
    const text = encode(crypto.getRandomValues(new Uint8Array(length))).slice(0, length)
    const jwe = await seal({ text }, { linkKey })
    const json = length + '{"text":""}'.length
    const step = json <= 256 ? 256 : Math.ceil(json / 512) * 512
    expect(jwe, `${json}`).toHaveLength(lengthOf(step))
    expect(headerOf(jwe)).not.toHaveProperty('zip')
    expect(await open(jwe, { linkKey })).toEqual({ text })
  }
})

test('of texts that are as long, none is told from another by its length', async () => {
  const linkKey = newLinkKey()
  const hex = Array.from(crypto.getRandomValues(new Uint8Array(300)), byte =>
    byte.toString(16).padStart(2, '0'),
  )
  const letters: Payload[] = [
    { text: 'a'.repeat(600) },
    { text: hex.join('') },
    { text: 'x'.repeat(300), note: 'x'.repeat(290) },
    { text: hex.join('').slice(300), note: hex.join('').slice(310) },
  ]
  const sizes = await Promise.all(letters.map(async letter => (await seal(letter, { linkKey })).length))
  expect(new Set(sizes)).toEqual(new Set([lengthOf(1024)]))
})

test('a server’s room is used to its end, and no text is compressed that fits', async () => {
  const linkKey = newLinkKey()
  for (const room of [1_000, 2_500, 10_000, 10_001, 10_002, 20_000]) {
    let most = room
    while (lengthOf(most) > room) most--
    for (const [bytes, zip] of [
      [257, false],
      [most - 300, false],
      [most - 1, false],
      [most, false],
      [most + 1, true],
      [most + 3_000, true],
    ] as const) {
      const jwe = await seal(jsonOf(bytes), { linkKey }, room)
      expect([room, bytes, 'zip' in z.looseObject({}).parse(headerOf(jwe))]).toEqual([room, bytes, zip])
      expect(jwe.length).toBeLessThanOrEqual(room)
      expect(await open(jwe, { linkKey })).toEqual(jsonOf(bytes))
      expect(await sealedSize(jsonOf(bytes), false, room)).toBe(jwe.length)
    }
  }
})

test('what is compressed ends on a step, too, and every reader of JSON takes it', async () => {
  const linkKey = newLinkKey()
  // base64url(`,"zip":"DEF"`)
  const more = 16
  const words = (count: number) =>
    Array.from(crypto.getRandomValues(new Uint8Array(count)), byte => `word${byte & 31} `).join('')
  for (const count of [1_500, 1_600, 2_000, 2_400]) {
    const letter = { text: words(count) }
    const jwe = await seal(letter, { linkKey })
    const { plaintext } = await compactDecrypt(jwe, linkKey)
    const json = new TextDecoder().decode(plaintext)
    expect(headerOf(jwe)).toHaveProperty('zip', 'DEF')
    expect(((jwe.length - more - around) * 0.75) % 512, `${jwe.length}`).toBeLessThan(1.5)
    expect(JSON.parse(json)).toEqual(letter)
    expect(json.slice(JSON.stringify(letter).length)).toMatch(/^[ \n\r\t]*$/)
    expect(await open(jwe, { linkKey })).toEqual(letter)
  }
})

test('a note, too, hides in the one length', async () => {
  const linkKey = newLinkKey()
  const sizes = ['', 'x', 'x'.repeat(200)].map(
    async note => (await seal({ text: 'x', note }, { linkKey })).length,
  )
  expect(await Promise.all(sizes)).toEqual([443, 443, 443])
})

test('the header says alg, enc, zip, typ, in this order, and is the shortest way to say it', async () => {
  const linkKey = newLinkKey()
  const long = { text: 'The same again. '.repeat(60) }
  const members = async (letter: Payload, lock: LinkLock) =>
    Object.entries(z.looseObject({}).parse(headerOf(await seal(letter, lock, 1_000))))
  expect(await members(long, { linkKey })).toEqual([
    ['alg', 'dir'],
    ['enc', 'A256GCM'],
    ['zip', 'DEF'],
    ['typ', 'cachet'],
  ])
  expect(await members({ text: 'x' }, { linkKey, passphrase: 'p' })).toEqual([
    ['alg', 'PBES2-HS512+A256KW'],
    ['enc', 'A256GCM'],
    ['typ', 'cachet'],
    ['p2c', 600_000],
    ['p2s', expect.stringMatching(/^[\w-]{22}$/)],
  ])
})

test('what fits in neither way is sealed the shorter way, so that it can be said by how much it is too long', async () => {
  const linkKey = newLinkKey()
  const noise = encode(crypto.getRandomValues(new Uint8Array(15_000)))
  // Base64url has 6 bits in 8.
  expect(headerOf(await seal({ text: noise }, { linkKey }))).toHaveProperty('zip', 'DEF')
  // ASCII and two-byte letters in equal parts have some 190 different bytes and do not compress.
  const codes = Array.from(crypto.getRandomValues(new Uint16Array(400)), (random, at) =>
    at % 2 === 0 ? 35 + (random % 57) : 0x80 + (random % 1_920),
  )
  const dense = String.fromCharCode(...codes).replaceAll('\\', 'x')
  const jwe = await seal({ text: dense }, { linkKey }, 500)
  expect(headerOf(jwe)).not.toHaveProperty('zip')
  expect(jwe.length).toBe(largestSealed({ text: dense }, false, 500))
  expect(jwe.length).toBe(lengthOf(Buffer.byteLength(JSON.stringify({ text: dense }))))
})

test('the meter never shows less than what is stored', async () => {
  await fc.assert(
    fc.asyncProperty(letters, keys, async (letter, linkKey) => {
      const jwe = await seal(letter, { linkKey })
      const largest = largestSealed(letter, false)
      expect(await sealedSize(letter, false)).toBe(jwe.length)
      if (JSON.stringify(headerOf(jwe)).includes('zip')) expect(jwe.length).toBeLessThan(largest)
      else expect(jwe.length).toBe(largest)
    }),
    { numRuns: 300 },
  )
  const linkKey = newLinkKey()
  for (const letter of [
    { text: 'x' },
    { text: encode(crypto.getRandomValues(new Uint8Array(999))), note: 'é' },
  ]) {
    const jwe = await seal(letter, { linkKey, passphrase: 'p' })
    expect(jwe.length).toBeLessThanOrEqual(largestSealed(letter, true))
    expect(await sealedSize(letter, true)).toBe(jwe.length)
    if (letter.text === 'x') expect(jwe.length).toBe(largestSealed(letter, true))
  }
})

test('the meter counts what could not be sealed, too', () => {
  expect(largestSealed({ text: '' }, false)).toBe(443)
  expect(largestSealed({ text: '\ud800'.repeat(100) }, false)).toBeGreaterThan(443)
})

test('a passphrase is the same however it was typed, and spelled by NFKC alone', async () => {
  const linkKey = newLinkKey()
  const jwe = await sealedWith({ text: 'x' }, { linkKey, passphrase: 'cafe\u0301 ﬁn' })
  expect(await open(jwe, { linkKey, passphrase: 'café fin' })).toEqual({ text: 'x' })
  await neverOpens(jwe, { linkKey, passphrase: 'cafe fin' })
})

test('what would not come out as it went in is not sealed', async () => {
  const linkKey = newLinkKey()
  const fault = (letter: Payload, passphrase?: string) =>
    seal(letter, { linkKey, ...(passphrase !== undefined && { passphrase }) }).then(
      () => 'sealed',
      (error: { code: unknown }) => error.code,
    )
  for (const text of ['', ' ', '\n\t\u00a0\u3000']) expect(await fault({ text })).toBe('empty')
  for (const half of ['\ud800', 'a\udc00b', '\udc00\ud800']) {
    expect(await fault({ text: `x${half}` })).toBe('loneSurrogate')
    expect(await fault({ text: 'x', note: half })).toBe('loneSurrogate')
    expect(await fault({ text: 'x' }, half)).toBe('loneSurrogate')
  }
  expect(await fault({ text: 'a\0b' })).toBe('nul')
  expect(await fault({ text: 'x', note: '\0' })).toBe('nul')
  expect(await fault({ text: 'x' }, 'a\0')).toBe('nul')
  expect(await fault({ text: 'x' }, '')).toBe('passphraseShort')
  expect(await fault({ text: 'x', note: '' })).toBe('sealed')
})

test('a key of another length seals nothing', async () => {
  for (const bytes of [0, 16, 31, 33, 64])
    for (const lock of [{}, { passphrase: 'p' }])
      await expect(seal({ text: 'x' }, { linkKey: new Uint8Array(bytes), ...lock })).rejects.toThrow(
        RangeError,
      )
})

test('nothing is sealed that would be refused as a decompression bomb', async () => {
  const linkKey = newLinkKey()
  for (const bytes of [longestPayload - 1, longestPayload])
    expect(await open(await seal(jsonOf(bytes), { linkKey }), { linkKey })).toEqual(jsonOf(bytes))
  const { length } = await seal(jsonOf(longestPayload), { linkKey })
  expect(length).toBeLessThan(2_000)
  await expect(seal(jsonOf(longestPayload + 1), { linkKey })).rejects.toMatchObject({
    code: 'tooLong',
    facts: { by: 1 },
  })
})

test('nothing but text or file and note is sealed', async () => {
  const linkKey = newLinkKey()
  const more = { text: 'x', note: 'y', passphrase: 'never', pad: 'x' }
  expect(await open(await seal(more, { linkKey }), { linkKey })).toEqual({ text: 'x', note: 'y' })
})

test('no two sealed texts are alike, and no two keys', async () => {
  const linkKey = newLinkKey()
  const jwes = await Promise.all(Array.from({ length: 50 }, () => seal({ text: 'x' }, { linkKey })))
  for (const part of [2, 3, 4]) expect(new Set(jwes.map(jwe => jwe.split('.')[part])).size).toBe(50)
  const many = Array.from({ length: 50 }, () => encode(newLinkKey()))
  expect(new Set(many).size).toBe(50)
  expect(many.every(key => decode(key).length === 32)).toBe(true)
})

test('a passphrase costs a guesser 600 000 rounds, a header never more than 2 000 000', () => {
  expect(iterations).toEqual({ sealing: 600_000, most: 2_000_000 })
})

test('every refused vector is wrong in its own way', () => {
  expect(new Set(refused.map(({ name }) => name)).size).toBe(refused.length)
  expect(new Set(opens.map(({ name }) => name)).size).toBe(opens.length)
})
