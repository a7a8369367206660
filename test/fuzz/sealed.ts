import { inspect } from 'node:util'
import fc from 'fast-check'
import { decode, encode } from 'jose/base64url'
import { CompactEncrypt } from 'jose/jwe/compact/encrypt'
import { expect } from 'vitest'
import { Fault } from '../../lib/domain/fault'
import { isLocked, locksIn, needsPassphrase, open, readHeader, seal } from '../../lib/domain/jwe-envelope'
import type { Payload } from '../../lib/domain/payload'
import { isAsTyped } from '../../lib/domain/plaintext'
import { iterations } from '../../lib/domain/sealed-length'
import { allSealed, findSealed, storedText } from '../../lib/domain/sealed-text'
import { readSharedFile, sharedFileOf } from '../../lib/domain/shared-file'
import { damages } from '../support/damages'
import {
  anyText,
  bytesOf,
  changed,
  changes,
  content,
  edited,
  edits,
  jsonText,
  recordOf,
  textOf,
} from './inputs'
import { property } from './property'

const utf8 = (text: string) => new TextEncoder().encode(text)
const headers = [
  '{"alg":"dir","enc":"A256GCM","typ":"cachet"}',
  '{"alg":"dir","enc":"A256GCM","zip":"DEF","typ":"cachet"}',
  '{"alg":"PBES2-HS512+A256KW","enc":"A256GCM","typ":"cachet","p2c":600000,"p2s":"AAAAAAAAAAAAAAAAAAAAAA"}',
]
/** A JWE of our form, of which nobody has the key. */
const jwes = fc
  .tuple(fc.constantFrom(...headers), bytesOf(12), bytesOf(1, 120), bytesOf(16), bytesOf(40))
  .map(([header, iv, text, tag, key]) => {
    const encrypted = header.includes('PBES2') ? encode(Uint8Array.from(key)) : ''
    const [first, ...others] = [utf8(header), ...[iv, text, tag].map(part => Uint8Array.from(part))].map(
      encode,
    )
    return [first, encrypted, ...others].join('.')
  })

const sendable = anyText.map(text => text.replaceAll('\0', ''))
const payloads: fc.Arbitrary<{ text?: string; file?: { name: string; bytes: number[] }; note?: string }> =
  fc.oneof(
    fc.record(
      { text: sendable.filter(isAsTyped), note: sendable },
      { requiredKeys: ['text'], noNullPrototype: true },
    ),
    fc.record(
      {
        file: recordOf<{ name: string; bytes: number[] }>({ name: anyText, bytes: bytesOf(1, 200) }),
        note: sendable,
      },
      { requiredKeys: ['file'], noNullPrototype: true },
    ),
  )
const payloadOf = ({
  text = '',
  file,
  note,
}: {
  text?: string
  file?: { name: string; bytes: number[] }
  note?: string
}) =>
  ({
    ...(file ? { file: sharedFileOf(file.name, 'text/plain', Uint8Array.from(file.bytes)) } : { text }),
    ...(note === undefined ? {} : { note }),
  }) as Payload

/** It opens as it was sealed, or not at all; and what it says then is nothing. */
async function opened(stored: string, linkKey: Uint8Array, secret: string): Promise<Payload | undefined> {
  try {
    return await open(stored, { linkKey })
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'notOpened') throw error
    const said = inspect(error, { depth: 9 })
    expect(said).not.toContain(content)
    if (secret.length > 8) expect(said).not.toContain(secret)
    return undefined
  }
}

const signs = [
  ...headers.map(header => encode(utf8(header))),
  ...[
    'eyJhbGciOiJkaXIi',
    'eyJ',
    '.',
    '..',
    'A'.repeat(16),
    'B'.repeat(22),
    'C'.repeat(54),
    'w',
    '-',
    '\n',
    '> ',
  ],
  ...['%2E', '=2E', '&#46;', '\\u002e', '\u2013', '<b>', ' ', '"', content],
]

export const sealed = [
  property(
    'a sealed text is found in whatever is around it',
    25,
    fc.tuple(jwes, anyText, anyText),
    ([jwe, line, after]) => {
      const stored = storedText(jwe, line, 10_000)
      expect(findSealed(stored)).toBe(jwe)
      expect(allSealed(`${stored}\n\n${after}`)).toContain(jwe)
    },
  ),
  property(
    'what mail and chats do to a sealed text is undone',
    6,
    fc.tuple(jwes, fc.constantFrom(...Object.keys(damages))),
    ([jwe, name]) => {
      expect(allSealed(damages[name]!(jwe))).toContain(jwe)
    },
  ),
  property('in any text, what is found has our form', 12, textOf(...signs), text => {
    const found = allSealed(text)
    expect(found.length).toBeLessThanOrEqual(100)
    for (const jwe of found) {
      expect(jwe).toMatch(/^eyJ[\w-]+\.([\w-]{54})?\.[\w-]{16}\.[\w-]+\.[\w-]{21}[AQgw]$/)
      expect(new TextDecoder().decode(decode(jwe.split('.')[0]!))).toContain('"typ":"cachet"')
      expect([true, false, undefined]).toContain(isLocked(jwe))
    }
    expect(locksIn(text).has(needsPassphrase(text))).toBe(found.length > 0)
  }),
  property(
    'what is sealed opens to the letter, padded or deflated',
    20,
    fc.tuple(payloads, bytesOf(32), fc.integer({ min: 300, max: 3_000 })),
    async ([given, key, room]) => {
      const [payload, linkKey] = [payloadOf(given), Uint8Array.from(key)]
      const jwe = await seal(payload, { linkKey }, room)
      expect(await open(jwe, { linkKey })).toEqual(payload)
    },
  ),
  property(
    'a damaged sealed text opens as it was, or not at all',
    30,
    fc.tuple(payloads, bytesOf(32), edits),
    async ([given, key, damage]) => {
      const [payload, linkKey] = [payloadOf(given), Uint8Array.from(key)]
      const jwe = await seal(payload, { linkKey })
      const found = await opened(edited(jwe, damage), linkKey, payload.text ?? '')
      if (found) expect(found).toEqual(payload)
    },
  ),
  property(
    'whoever holds the key still sends a payload of our form, or none',
    35,
    fc.tuple(payloads, changes, fc.constantFrom('', ' ', '{', '\ufeff'), fc.boolean()),
    async ([given, damage, after, whole]) => {
      const linkKey = new Uint8Array(32).fill(7)
      const json = JSON.stringify(whole ? payloadOf(given) : changed(payloadOf(given), damage)) + after
      const jwe = await new CompactEncrypt(utf8(json))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: 'cachet' })
        .encrypt(linkKey)
      const found = await opened(jwe, linkKey, '')
      if (!found) return
      const { text, file, note, ...more } = found
      expect([Object.getPrototypeOf(found), Object.keys(more)]).toEqual([Object.prototype, []])
      expect([typeof note, note === undefined]).toContain(note === undefined ? true : 'string')
      if (file) expect([readSharedFile(file), text]).toEqual([file, undefined])
      else expect(JSON.parse(json.trim().replace(/\ufeff$/, '')).text).toBe(text)
    },
  ),
  property(
    'a header says what ours may say, in our spelling, or is refused',
    90,
    fc.tuple(fc.constantFrom(...headers), changes, edits, fc.boolean(), fc.boolean()),
    ([header, damage, spelling, isChanged, isEdited]) => {
      const json = isChanged ? (JSON.stringify(changed(JSON.parse(header), damage)) ?? '') : header
      const given = isEdited ? edited(json, spelling) : json
      let read: ReturnType<typeof readHeader>
      try {
        read = readHeader(`${encode(utf8(given))}....`)
      } catch (error) {
        expect(error).toBeInstanceOf(Error)
        return
      }
      const { alg, zip, ...more } = read
      expect([alg, typeof zip]).toEqual([JSON.parse(given).alg, 'boolean'])
      if (alg === 'dir') return expect(more).toEqual({})
      expect('p2c' in more && more.p2c > 0 && more.p2c <= iterations.most).toBe(true)
    },
  ),
  property(
    'a file is read strictly, from any JSON',
    90,
    fc.tuple(jsonText, changes, fc.boolean()),
    ([json, damage, own]) => {
      const file = { name: 'a.txt', type: 'text/plain', data: 'aGk=' }
      const raw: unknown = own ? changed(file, damage) : JSON.parse(json)
      let read: unknown
      try {
        read = readSharedFile(raw)
      } catch (error) {
        expect(String(error)).not.toContain(content)
        return
      }
      expect(read).toEqual(raw)
      expect(Object.keys(read as object)).toEqual(['name', 'type', 'data'])
    },
  ),
]
