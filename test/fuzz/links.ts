import { inspect } from 'node:util'
import fc from 'fast-check'
import { expect } from 'vitest'
import { Fault } from '../../lib/domain/fault'
import { canonical, makeLink, makeOpenerLink, type SealedLink } from '../../lib/domain/link'
import {
  joinKey,
  locationOf,
  readEitherLink,
  readLoneKey,
  readStandardLink,
  readTarget,
} from '../../lib/domain/read-link'
import { readOpenerAddress, readServer } from '../../lib/domain/server'
import { linkAt } from '../../lib/domain/sniff'
import { damages } from '../support/damages'
import { bytesOf, content, edited, edits, recordOf, textOf, wordOf } from './inputs'
import { property } from './property'

const hosts = fc.oneof(
  fc.constantFrom('eu.onetimesecret.com', 'secrets.example.com:8443', '[2001:db8::1]', '10.1.2.3'),
  fc.domain(),
)
const parts = recordOf<{ origin: string; secretKey: string; linkKey: number[]; passphrase: boolean }>({
  origin: fc.oneof(
    hosts.map(host => `https://${host}`),
    fc.constantFrom('http://localhost:3000', 'http://127.0.0.1', 'http://[::1]:7143'),
  ),
  secretKey: wordOf(1, 128),
  linkKey: bytesOf(32),
  passphrase: fc.boolean(),
})
const openers = fc.constantFrom(
  'https://opener.example/',
  'https://example.com/tools/opener.html?v=2',
  'file:///C:/Users/Ana%20B/opener.html',
)
type Parts = typeof parts extends fc.Arbitrary<infer T> ? T : never

const linkOf = ({ linkKey, ...rest }: Parts): SealedLink => ({
  ...rest,
  origin: new URL(rest.origin).origin,
  linkKey: Uint8Array.from(linkKey),
})

const known = ['notALink', 'linkDamaged', 'linkHidden', 'needsKey', 'badServer', 'noBrackets', 'malformed']

/** A fault of reading tells its name, and nothing of what was read. */
function isNamed(error: unknown, secret?: string): void {
  if (!(error instanceof Fault) || !known.includes(error.code)) throw error
  expect([error.message, error.facts, error.cause]).toEqual([error.code, {}, error.cause])
  if (secret) expect(inspect(error, { depth: 9 })).not.toContain(secret)
}

/** What was read, or the fault, which has one of the names above. */
const readOr = <T>(read: Promise<T>, secret?: string): Promise<T | undefined> =>
  read.catch((error: unknown) => {
    isNamed(error, secret)
    return undefined
  })

const pieces = [
  ...['https://', 'http://', 'eu.onetimesecret.com', 'localhost:3', '/secret/', 'abc', '#', '%23', '%2523'],
  ...[
    'c1.',
    'c1p.',
    '.',
    '-',
    '_',
    ' ',
    '\n',
    '> ',
    '=\n',
    '=3D',
    '&#35;',
    '\\',
    '?url=',
    '[.]',
    '@',
    content,
  ],
  ...[
    'A'.repeat(43),
    'B'.repeat(8),
    'https://a.b/secret/c#c1.',
    '\u2013',
    '\u200b',
    '<a>',
    'hxxps',
    '/de',
    '"',
  ],
]

export const links = [
  property(
    'a link comes out as it went in, whatever page it goes through',
    40,
    fc.tuple(parts, openers),
    async ([given, opener]) => {
      const link = linkOf(given)
      const text = await makeLink(link)
      for (const one of [text, makeOpenerLink(opener, text)])
        expect(await readEitherLink(one)).toEqual({ link, repairs: [] })
      const sniffed = linkAt(new URL(text))
      expect(sniffed).toMatchObject({ link: text, seen: false })
    },
  ),
  property(
    'what mail and chats do to a link is undone, or it is refused',
    3,
    fc.tuple(parts, fc.constantFrom(...Object.keys(damages))),
    async ([given, name]) => {
      const link = linkOf(given)
      const found = await readOr(readEitherLink(damages[name]!(await makeLink(link))))
      if (found) expect(found.link).toEqual(link)
    },
  ),
  property(
    'a damaged link never leads elsewhere',
    40,
    fc.tuple(parts, edits, fc.boolean()),
    async ([given, damage, opener]) => {
      const link = linkOf(given)
      const text = await makeLink(link)
      const whole = opener ? makeOpenerLink('https://opener.example/', text) : text
      const found = await readOr(readEitherLink(edited(whole, damage)))
      if (found) expect(found.link).toEqual(link)
    },
  ),
  property(
    'of two links in one text, the one or the other is read',
    3,
    fc.tuple(parts, parts, fc.nat(200), fc.nat(200)),
    async ([one, two, cut, from]) => {
      const both = [linkOf(one), linkOf(two)]
      const [first = '', second = ''] = await Promise.all(both.map(makeLink))
      const found = await readOr(readEitherLink(first.slice(0, cut) + second.slice(from)))
      if (found) expect(both).toContainEqual(found.link)
    },
  ),
  property(
    'a key joins its own link and no other',
    4,
    fc.tuple(parts, parts, edits),
    async ([one, two, damage]) => {
      const link = linkOf(one)
      const [start = '', key = ''] = (await makeLink(link)).split('#')
      expect((await joinKey(start, key)).link).toEqual(link)
      const [other = ''] = (await makeLink(linkOf(two))).split('#')
      const wrong = await readOr(joinKey(other, key))
      if (wrong) expect(wrong.link).toEqual(link)
      const damaged = await readOr(joinKey(start, edited(key, damage)))
      if (damaged) expect(damaged.link).toEqual(link)
    },
  ),
  property(
    'any text is a link that can be made again, or has a named fault',
    20,
    textOf(...pieces),
    async text => {
      const target = await readOr(readTarget(text), content)
      if (target) {
        const { origin, secretKey } = locationOf(target)
        expect(canonical(origin)).toBe(origin)
        expect(secretKey).toMatch(/^[\w-]{1,128}$/)
      }
      if (target?.is === 'sealed')
        expect((await readEitherLink(await makeLink(target.link))).link).toEqual(target.link)
      await readOr((async () => readStandardLink(text))(), content)
      const lone = readLoneKey(text)
      if (lone) expect(lone.linkKey).toHaveLength(32)
    },
  ),
  property('a server is one origin however it is typed, or none', 60, textOf(...pieces), typed => {
    for (const read of [readServer, readOpenerAddress]) {
      let first: string
      try {
        first = read(typed)
      } catch (error) {
        isNamed(error)
        continue
      }
      expect(read(first)).toBe(first)
      expect(first).toMatch(/^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]?|file:\/\/)/)
    }
  }),
]
