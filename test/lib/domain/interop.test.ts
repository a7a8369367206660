import { spawnSync } from 'node:child_process'
import { createCipheriv, createDecipheriv, createHash, pbkdf2Sync, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { type LinkLock, newLinkKey, open, seal } from '../../../lib/domain/jwe-envelope'
import { makeLink } from '../../../lib/domain/link'
import { readLink } from '../../../lib/domain/read-link'
import { sharedFileOf } from '../../../lib/domain/shared-file'

/*
 * The format, written a second time from the RFCs alone and on another library: what one makes the other
 * opens. Then the same with two tools that others wrote.
 */

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
const bytesOf = (part: string | undefined) => Buffer.from(part ?? '', 'base64url')

/** The password of a JWE, or its key: what a foreign tool is given. */
const secretOf = ({ linkKey, passphrase }: LinkLock): Buffer =>
  passphrase === undefined
    ? Buffer.from(linkKey)
    : Buffer.from(`${base64url(linkKey)}.${passphrase.normalize('NFKC')}`, 'utf8')

const Header = z.looseObject({
  alg: z.enum(['dir', 'PBES2-HS512+A256KW']),
  zip: z.optional(z.literal('DEF')),
  p2s: z.optional(z.string()),
  p2c: z.optional(z.number()),
})

/** RFC 7518 §4.8.1.1: the salt is the algorithm's name, a zero byte and p2s. */
const wrappingKey = (secret: Buffer, salt: Buffer, rounds: number): Buffer =>
  pbkdf2Sync(secret, Buffer.concat([Buffer.from('PBES2-HS512+A256KW\0'), salt]), rounds, 32, 'sha512')

/** RFC 3394 §2.2.3.1 */
const wrapIv = Buffer.alloc(8, 0xa6)

/** RFC 7516 §5.2 */
function decrypt(jwe: string, secret: Buffer): Buffer {
  const [head, wrapped, iv, ciphertext, tag] = jwe.split('.')
  const { alg, zip, p2s, p2c } = Header.parse(JSON.parse(bytesOf(head).toString('utf8')))
  let key = secret
  if (alg !== 'dir') {
    const unwrap = createDecipheriv('id-aes256-wrap', wrappingKey(secret, bytesOf(p2s), p2c ?? 0), wrapIv)
    key = Buffer.concat([unwrap.update(bytesOf(wrapped)), unwrap.final()])
  }
  const gcm = createDecipheriv('aes-256-gcm', key, bytesOf(iv), { authTagLength: 16 })
  gcm.setAAD(Buffer.from(head ?? '', 'ascii'))
  gcm.setAuthTag(bytesOf(tag))
  const plaintext = Buffer.concat([gcm.update(bytesOf(ciphertext)), gcm.final()])
  return zip ? inflateRawSync(plaintext) : plaintext
}

/** RFC 7516 §5.1 */
function encrypt(plaintext: Buffer, secret: Buffer, zip: boolean, rounds?: number): string {
  const salt = randomBytes(16)
  const header = {
    alg: rounds === undefined ? 'dir' : 'PBES2-HS512+A256KW',
    enc: 'A256GCM',
    ...(zip && { zip: 'DEF' }),
    typ: 'cachet',
    ...(rounds !== undefined && { p2c: rounds, p2s: base64url(salt) }),
  }
  const head = base64url(Buffer.from(JSON.stringify(header)))
  let key = secret
  let wrapped = Buffer.alloc(0)
  if (rounds !== undefined) {
    key = randomBytes(32)
    const wrap = createCipheriv('id-aes256-wrap', wrappingKey(secret, salt, rounds), wrapIv)
    wrapped = Buffer.concat([wrap.update(key), wrap.final()])
  }
  const iv = randomBytes(12)
  const gcm = createCipheriv('aes-256-gcm', key, iv)
  gcm.setAAD(Buffer.from(head, 'ascii'))
  const ciphertext = Buffer.concat([gcm.update(zip ? deflateRawSync(plaintext) : plaintext), gcm.final()])
  return [head, ...[wrapped, iv, ciphertext, gcm.getAuthTag()].map(base64url)].join('.')
}

const said = (plaintext: Buffer | string): unknown => {
  const { pad, ...letter } = z
    .looseObject({ pad: z.optional(z.string()) })
    .parse(JSON.parse(plaintext.toString()))
  return letter
}

const linkKey = newLinkKey()
const short = { text: 'hunter2 – 🔑', note: 'À bientôt' }
const long = { text: 'The same again, and once more. '.repeat(50) }
const file = { file: sharedFileOf('clé.p12', 'application/x-pkcs12', randomBytes(500)), note: 'PKCS#12' }
const edge = { text: 'x'.repeat(240) } // JSON of 251 bytes: spaces after it
const locks: [string, LinkLock, number | undefined][] = [
  ['a key alone', { linkKey }, undefined],
  ['key and passphrase', { linkKey, passphrase: 'ﬁne Ünïcode' }, 1_000],
]
/** Once for all that are to open it, as a passphrase takes its time. */
const sealedBy = new Map(
  await Promise.all(
    locks.map(async ([, lock]) => {
      const letters = lock.passphrase === undefined ? [short, long, edge, file] : [short, long]
      const made = letters.map(async letter => ({ letter, jwe: await seal(letter, lock) }))
      return [lock, await Promise.all(made)] as const
    }),
  ),
)

describe('RFC 7516 and RFC 7518, written again on node:crypto,', () => {
  test.each(locks)('opens what was sealed with %s', (_, lock) => {
    const made = sealedBy.get(lock)!
    for (const { letter, jwe } of made) expect(said(decrypt(jwe, secretOf(lock)))).toEqual(letter)
    expect(() => decrypt(made[0]!.jwe, randomBytes(32))).toThrow()
  })

  test.each(locks)('makes what opens with %s', async (_, lock, rounds) => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1 }), fc.boolean(), async (words, zip) => {
        const letter = { text: `>${words}` }
        const jwe = encrypt(Buffer.from(JSON.stringify(letter)), secretOf(lock), zip, rounds)
        expect(await open(jwe, lock)).toEqual(letter)
      }),
      { numRuns: 40 },
    )
  })

  test('sees 256 bytes in every short letter, and a step of 512 in a longer one', async () => {
    for (const text of ['x', 'x'.repeat(236), 'x'.repeat(237), 'x'.repeat(244), 'x'.repeat(245)])
      expect(decrypt(await seal({ text }, { linkKey }), secretOf({ linkKey }))).toHaveLength(256)
    expect(decrypt(await seal({ text: 'x'.repeat(246) }, { linkKey }), secretOf({ linkKey }))).toHaveLength(
      512,
    )
  })

  test('reads and makes the links', async () => {
    const origin = 'https://eu.onetimesecret.com'
    for (const passphrase of [false, true]) {
      const flags = passphrase ? 'p' : ''
      const hash = createHash('sha256')
        .update(`cachet c1\n${flags}\n${origin}\nabc\n${base64url(linkKey)}`)
        .digest()
      const text = `${origin}/secret/abc#c1${flags}.${base64url(linkKey)}.${base64url(hash.subarray(0, 6))}`
      const link = { origin, secretKey: 'abc', linkKey, passphrase }
      expect(await makeLink(link)).toBe(text)
      expect(await readLink(text)).toEqual({ link, repairs: [] })
    }
  })
})

const folder = mkdtempSync(join(tmpdir(), 'cachet-interop-'))
afterAll(() => rmSync(folder, { recursive: true }))

function run(command: string, args: string[], input = ''): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    input,
    encoding: 'utf8',
    timeout: 30_000,
  })
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr || error}`)
  return stdout
}
function runs(command: string, args: string[]): boolean {
  return spawnSync(command, args, { timeout: 30_000 }).status === 0
}
const keyFile = (secret: Buffer): string => {
  const file = join(folder, 'key.jwk')
  writeFileSync(file, JSON.stringify({ kty: 'oct', k: base64url(secret) }))
  return file
}
const absent = (there: boolean) => (there ? '' : ' (SKIPPED: not installed)')

const jose = runs('jose', ['alg'])
describe(`the jose command of Debian${absent(jose)}`, () => {
  const dec = (jwe: string, secret: Buffer) =>
    run('jose', ['jwe', 'dec', '-i-', '-k', keyFile(secret), '-O-'], jwe)
  const enc = (header: object, plaintext: string, secret: Buffer) => {
    const file = join(folder, 'plaintext')
    writeFileSync(file, plaintext)
    const template = JSON.stringify({ protected: header })
    return run('jose', ['jwe', 'enc', '-i', template, '-k', keyFile(secret), '-I', file, '-c', '-o-'])
  }

  test.skipIf(!jose)('opens what was sealed with a key alone', async () => {
    for (const letter of [short, long, edge, file])
      expect(said(dec(await seal(letter, { linkKey }), secretOf({ linkKey })))).toEqual(letter)
    const jwe = await seal(short, { linkKey })
    expect(() => dec(jwe, randomBytes(32))).toThrow()
  })

  // It refuses more than 32 768 rounds (CVE-2023-50967), so what `seal` makes with a passphrase is beyond it.
  test.skipIf(!jose)('opens key and passphrase, up to its own limit of 32 768 rounds', () => {
    const secret = secretOf({ linkKey, passphrase: 'ﬁne Ünïcode' })
    expect(said(dec(encrypt(Buffer.from(JSON.stringify(short)), secret, false, 32_768), secret))).toEqual(
      short,
    )
  })

  // Not compressed: release 11 deflates after encrypting and cannot open that itself (latchset/jose#161).
  test.skipIf(!jose)('makes what opens', async () => {
    const plaintext = JSON.stringify(short)
    const common = { enc: 'A256GCM', typ: 'cachet' }
    expect(await open(enc({ alg: 'dir', ...common }, plaintext, secretOf({ linkKey })), { linkKey })).toEqual(
      short,
    )
    const lock = { linkKey, passphrase: 'staple battery' }
    const both = enc({ alg: 'PBES2-HS512+A256KW', ...common, p2c: 20_000 }, plaintext, secretOf(lock))
    expect(await open(both, lock)).toEqual(short)
  })
})

const python = ['/usr/bin/python3', 'python3'].find(command => runs(command, ['-c', 'import jwcrypto.jwe']))
describe(`python3-jwcrypto${absent(python !== undefined)}`, () => {
  // Newer releases refuse more than 16 384 rounds unless told otherwise.
  const script = `
import json, sys
from jwcrypto import jwa, jwe, jwk
jwa.default_max_pbkdf2_iterations = 2000000
asked = json.load(sys.stdin)
key = jwk.JWK(kty='oct', k=asked['k'])
algs = ['dir', 'PBES2-HS512+A256KW', 'A256GCM']
if 'jwe' in asked:
    token = jwe.JWE(algs=algs)
    token.deserialize(asked['jwe'], key)
    sys.stdout.buffer.write(token.payload)
else:
    token = jwe.JWE(asked['plaintext'].encode(), protected=asked['protected'], algs=algs)
    token.add_recipient(key)
    sys.stdout.write(token.serialize(compact=True))
`
  const ask = (secret: Buffer, asked: object) =>
    run(python ?? 'python3', ['-c', script], JSON.stringify({ ...asked, k: base64url(secret) }))

  test.skipIf(!python).each(locks)('opens what was sealed with %s', (_, lock) => {
    const made = sealedBy.get(lock)!
    for (const { letter, jwe } of made) expect(said(ask(secretOf(lock), { jwe }))).toEqual(letter)
    expect(() => ask(randomBytes(32), { jwe: made[0]!.jwe })).toThrow()
  })

  test.skipIf(!python).each(locks)('makes what opens with %s', async (_, lock, rounds) => {
    const alg = rounds === undefined ? 'dir' : 'PBES2-HS512+A256KW'
    for (const more of [{}, { zip: 'DEF' }]) {
      const header = JSON.stringify({ alg, enc: 'A256GCM', ...more, typ: 'cachet' })
      const jwe = ask(secretOf(lock), { plaintext: JSON.stringify(short), protected: header })
      expect(await open(jwe, lock)).toEqual(short)
    }
  })
})

test('the frozen vectors open with node:crypto, too', () => {
  const Vector = z.looseObject({
    linkKey: z.string(),
    passphrase: z.exactOptional(z.string()),
    stored: z.string().check(z.regex(/^[\w.-]+$/)),
    letter: z.unknown(),
  })
  const file = new URL('../../vectors/envelope.json', import.meta.url)
  const { vectors } = z
    .object({ vectors: z.array(z.unknown()) })
    .parse(JSON.parse(readFileSync(file, 'utf8')))
  const whole = vectors.map(vector => Vector.safeParse(vector)).filter(({ success }) => success)
  expect(whole.length).toBeGreaterThan(15)
  for (const { data } of whole) {
    const { linkKey, passphrase, stored, letter } = Vector.parse(data)
    const lock = { linkKey: bytesOf(linkKey), ...(passphrase !== undefined && { passphrase }) }
    expect(said(decrypt(stored, secretOf(lock)))).toEqual(letter)
  }
}, 60_000)
