import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { decode, encode } from 'jose/base64url'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { newLinkKey } from '../../../lib/domain/jwe-envelope'
import {
  keyPart,
  leadsToServer,
  makeLink,
  makeOpenerLink,
  type SealedLink,
  standardLink,
  withoutKey,
} from '../../../lib/domain/link'
import { joinKey, readLink, readStandardLink } from '../../../lib/domain/read-link'

const Vector = z.strictObject({
  name: z.string(),
  origin: z.string(),
  secretKey: z.string(),
  linkKey: z.string(),
  passphrase: z.boolean(),
  link: z.string(),
})
const file: unknown = JSON.parse(readFileSync(new URL('../../vectors/links.json', import.meta.url), 'utf8'))
const vectors = z
  .object({ vectors: z.array(Vector) })
  .parse(file)
  .vectors.map(({ name, link, linkKey, ...rest }) => ({
    name,
    text: link,
    link: { ...rest, linkKey: decode(linkKey) },
  }))
const [region, locked] = [vectors[0]!, vectors[1]!]

const refusedAs = (text: string): Promise<unknown> =>
  readLink(text).then(
    ({ link }) => link,
    (error: { code: unknown }) => error.code,
  )
const faults = ['notALink', 'linkDamaged', 'linkHidden', 'needsKey']

const word = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_'
const secretKeys = fc.string({ unit: fc.constantFrom(...word), minLength: 1, maxLength: 128 })
const hosts = fc.oneof(
  fc.constantFrom(
    'https://eu.onetimesecret.com',
    'http://localhost:3000',
    'http://127.0.0.1',
    'http://[::1]:7143',
  ),
  fc.webUrl({ validSchemes: ['https'] }).map(url => new URL(url).origin),
)
const links: fc.Arbitrary<SealedLink> = fc.record(
  {
    origin: hosts,
    secretKey: secretKeys,
    linkKey: fc.uint8Array({ minLength: 32, maxLength: 32 }),
    passphrase: fc.boolean(),
  },
  { noNullPrototype: true },
)

describe('a link', () => {
  test.each(vectors)('once made, reads the same for ever: $name', async ({ text, link }) => {
    expect(await makeLink(link)).toBe(text)
    expect(await readLink(text)).toEqual({ link, repairs: [] })
  })

  test('reads as what it was made of, and makes the same link again', async () => {
    await fc.assert(
      fc.asyncProperty(links, async made => {
        const text = await makeLink(made)
        const { link, repairs } = await readLink(text)
        expect({ link, repairs }).toEqual({ link: made, repairs: [] })
        expect(await makeLink(link)).toBe(text)
        expect(text).toMatch(/^https?:\/\/[^/]+\/secret\/[\w-]{1,128}#c1p?\.[\w-]{43}\.[\w-]{8}$/)
      }),
      { numRuns: 300 },
    )
  })

  test('is made for the canonical origin', async () => {
    const at = (origin: string) => makeLink({ ...region.link, origin })
    expect(await at('HTTPS://EU.OneTimeSecret.com:443/')).toBe(region.text)
  })

  test('is not made where it could not be read', async () => {
    const fault = (over: Partial<SealedLink>) =>
      makeLink({ ...region.link, ...over }).then(
        () => 'made',
        (error: { code: unknown }) => error.code,
      )
    for (const origin of [
      'http://eu.onetimesecret.com',
      'http://localhost.example.com',
      'http://127.0.0.2',
      'ftp://localhost',
      'https://ana@eu.onetimesecret.com',
      'https://ana:pw@eu.onetimesecret.com',
      'https://eu.onetimesecret.com/app',
      'https://eu.onetimesecret.com/?a',
      'https://eu.onetimesecret.com/#a',
      'https://',
      'eu.onetimesecret.com',
      'javascript:alert(1)',
      'null',
      '',
    ])
      expect([origin, await fault({ origin })]).toEqual([origin, 'badServer'])
    for (const secretKey of ['', 'a'.repeat(129), 'a b', 'a/b', 'a#b', 'a?b', 'ä', 'a.b', 'a%2eb', 'abc\n'])
      expect([secretKey, await fault({ secretKey })]).toEqual([secretKey, 'malformed'])
    for (const length of [0, 31, 33])
      expect(await fault({ linkKey: new Uint8Array(length) })).toBe('malformed')
    expect(await fault({ secretKey: 'a'.repeat(128) })).toBe('made')
  })
})

describe('before the secret is fetched', () => {
  test('a cut link is noticed', async () => {
    for (const { text } of [region, locked])
      for (let at = 0; at < text.length; at++) {
        expect(faults).toContain(await refusedAs(text.slice(0, at)))
        // Without its scheme, or a piece of that, nothing is missing.
        const cut = await refusedAs(text.slice(at))
        if (at > text.indexOf('://') + 3 || typeof cut === 'string')
          expect(at === 0 || faults.includes(String(cut))).toBe(true)
        else expect(cut).toEqual(text === region.text ? region.link : locked.link)
        if (at > text.indexOf('#')) expect(await refusedAs(text.slice(0, at))).toBe('linkDamaged')
      }
  })

  test('one lost character is noticed', async () => {
    const scheme = region.text.indexOf('://') + 3
    for (let at = 0; at < region.text.length; at++) {
      const read = await refusedAs(region.text.slice(0, at) + region.text.slice(at + 1))
      if (at < scheme && typeof read !== 'string') expect(read).toEqual(region.link)
      else expect(faults).toContain(read)
    }
  })

  test('one changed character is noticed, or changes nothing', async () => {
    const { text, link } = region
    const others = [...word, ...' .,:;/?#%&=+*~<>()"\'\\\n\u00ad\u200b–é']
    const [host, path, hash] = [text.indexOf('://') + 3, text.indexOf('/secret/'), text.indexOf('#')]
    let same = 0
    for (let at = 0; at < text.length; at++)
      for (const other of others) {
        if (other === text[at]) continue
        const read = await refusedAs(text.slice(0, at) + other + text.slice(at + 1))
        if (typeof read === 'string') {
          expect(faults).toContain(read)
          continue
        }
        expect(read).toEqual(link)
        // The scheme is not needed, nor the mark between link and key.
        if (at < host || at === hash) continue
        same++
        // Only capitals in the host, and a dash for a hyphen, mean the same.
        if (text[at] === '-') expect(other).toBe('–')
        else expect([at < path, other]).toEqual([true, text[at]?.toUpperCase()])
      }
    const letters = text.slice(host, path).match(/[a-z]/g) ?? []
    const hyphens = text.match(/-/g) ?? []
    expect(same).toBe(letters.length + hyphens.length)
  }, 60_000)

  test('two exchanged characters are noticed, or change nothing', async () => {
    const { text, link } = region
    for (let at = 0; at + 1 < text.length; at++) {
      const read = await refusedAs(text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2))
      if (typeof read === 'string') expect(faults).toContain(read)
      else expect([read, text[at]]).toEqual([link, text[at + 1]])
    }
  })

  test('the key of another link is noticed', async () => {
    await fc.assert(
      fc.asyncProperty(links, links, async (one, two) => {
        const [first, second] = [await makeLink(one), await makeLink(two)]
        fc.pre(first !== second && withoutKey(first) !== withoutKey(second))
        expect(await refusedAs(`${withoutKey(first)}#${keyPart(second)}`)).toBe('linkDamaged')
        expect(await refusedAs(`${withoutKey(second)}#${keyPart(first)}`)).toBe('linkDamaged')
      }),
    )
  })

  test('another case is noticed', async () => {
    const { text } = region
    expect(await refusedAs(text.toLowerCase())).toBe('linkDamaged')
    expect(await refusedAs(text.toUpperCase())).toBe('linkDamaged')
    for (let at = text.indexOf('/secret/'); at < text.length; at++) {
      const letter = text[at]!
      const turned = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()
      if (turned !== letter)
        expect(faults).toContain(await refusedAs(text.slice(0, at) + turned + text.slice(at + 1)))
    }
  })

  test('an alias of the key or the check is noticed', async () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const [start, key = '', check] = region.text.split('.com/')[1]!.split('.')
    const last = alphabet.indexOf(key.at(-1)!)
    expect(last % 4).toBe(0)
    for (const more of [1, 2, 3]) {
      const alias = key.slice(0, -1) + alphabet[last + more]
      expect(encode(decode(alias))).toBe(key)
      const text = `https://eu.onetimesecret.com/${start}.${alias}.${check}`
      expect(await refusedAs(text)).toBe('linkDamaged')
    }
  })

  test('whether a passphrase is needed cannot be changed', async () => {
    expect(await refusedAs(region.text.replace('#c1.', '#c1p.'))).toBe('linkDamaged')
    expect(await refusedAs(locked.text.replace('#c1p.', '#c1.'))).toBe('linkDamaged')
  })

  test('arbitrary text is never a link', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async text => {
        expect(faults).toContain(await refusedAs(text))
      }),
    )
  })
})

describe('key and link by two ways', () => {
  test('are what the link was, and make it again', async () => {
    await fc.assert(
      fc.asyncProperty(links, async made => {
        const text = await makeLink(made)
        expect(`${withoutKey(text)}#${keyPart(text)}`).toBe(text)
        expect(withoutKey(text)).toBe(standardLink(made.origin, made.secretKey))
        expect(await joinKey(withoutKey(text), keyPart(text))).toEqual({ link: made, repairs: [] })
        expect(withoutKey(text)).not.toContain(encode(made.linkKey))
        expect(keyPart(text)).not.toContain(made.origin)
      }),
    )
  })

  test('a link that leads to a server is told by its form, on a domain of whomever', async () => {
    for (const { text } of vectors) {
      expect(leadsToServer(text), text).toBe(true)
      expect(leadsToServer(withoutKey(text)), text).toBe(false)
    }
    const link = await makeLink({
      ...{ origin: 'https://secrets.acme.com', secretKey: 'abc', linkKey: newLinkKey(), passphrase: false },
    })
    expect(leadsToServer(link)).toBe(true)
    for (const opener of ['https://open.example/', 'https://secrets.acme.com/secret/opener'])
      expect(leadsToServer(makeOpenerLink(opener, link)), opener).toBe(false)
  })
  test('a link that comes without its key asks for it', async () => {
    for (const { text } of vectors) expect(await refusedAs(withoutKey(text))).toBe('needsKey')
  })

  const start = withoutKey(region.text)
  const key = keyPart(region.text)
  const joined = (link: string, typed: string) =>
    joinKey(link, typed).then(
      ({ link }) => link,
      (error: { code: unknown }) => error.code,
    )

  test.each([
    ['with its hash', start, `#${key}`],
    ['with white space around', `${start} `, ` ${key}\n`],
    ['in a message', `See ${start}.`, `The key is ${key}.`],
    ['wrapped by mail', start, `${key.slice(0, 20)}\n${key.slice(20)}`],
    ['with invisible characters', `\u2060${start}`, `${key.slice(0, 20)}\u00ad${key.slice(20)}`],
    ['in quotation marks', `<${start}>`, `“${key}”`],
    ['with the whole link for a key', start, region.text],
    ['with the key already there', region.text, key],
    [
      'with the link through Safe Links',
      `https://nam02.safelinks.protection.outlook.com/?url=${encodeURIComponent(start)}&data=05`,
      key,
    ],
  ])('are put together %s', async (_, link, typed) => {
    expect(await joined(link, typed)).toEqual(region.link)
  })

  test('what was put right is told', async () => {
    expect(await joinKey(`<${start}>`, `${key.slice(0, 20)} ${key.slice(20)}`)).toEqual({
      link: region.link,
      repairs: ['surroundings', 'lineBreaks'],
    })
  })

  test('that do not belong together are noticed', async () => {
    expect(await joined(withoutKey(vectors[2]!.text), key)).toBe('linkDamaged')
    expect(await joined(start, keyPart(vectors[2]!.text))).toBe('linkDamaged')
    expect(await joined(start, keyPart(locked.text).replace('c1p', 'c1'))).toBe('linkDamaged')
    expect(await joined(start.slice(0, -1), key)).toBe('linkDamaged')
    for (const typed of [`${key}x`, `x${key}`, `c1.${key}`, `${key}-`])
      expect([typed, await joined(start, typed)]).toEqual([typed, 'linkDamaged'])
    for (let at = 1; at < key.length; at++) {
      expect(await joined(start, key.slice(0, at))).toBe('linkDamaged')
      expect(await joined(start, key.slice(at))).toBe('linkDamaged')
    }
  })

  test('one of which is missing', async () => {
    expect(await joined(start, ' ')).toBe('needsKey')
    expect(await joined('', key)).toBe('notALink')
    expect(await joined('https://example.com/', key)).toBe('notALink')
    expect(() => keyPart(start)).toThrow(expect.objectContaining({ code: 'needsKey' }))
    expect(() => keyPart('https://example.com/')).toThrow(expect.objectContaining({ code: 'notALink' }))
    expect(() => withoutKey('https://example.com/')).toThrow(expect.objectContaining({ code: 'notALink' }))
    expect(withoutKey(start)).toBe(start)
  })
})

describe('a standard link', () => {
  test('leads where it says', () => {
    const place = { origin: 'https://eu.onetimesecret.com', secretKey: 'abc' }
    const text = standardLink(place.origin, place.secretKey)
    expect(text).toBe('https://eu.onetimesecret.com/secret/abc')
    expect(readStandardLink(text)).toEqual({ place, repairs: [] })
    expect(readStandardLink(`(${text}).`)).toEqual({ place, repairs: ['surroundings'] })
    expect(readStandardLink(`Here: ${text} thanks`)).toEqual({ place, repairs: ['surroundings'] })
    expect(readStandardLink(`${text}/?utm_source=x`)).toEqual({ place, repairs: ['address'] })
  })

  const text = 'https://eu.onetimesecret.com/secret/abc123'
  test.each([
    ['percent, three times', [1, 2, 3].reduce(encodeURIComponent, text)],
    ['base64 in a gateway', `https://gateway.example/r?u=${btoa(text)}`],
    ['the marks of a gateway', `https://protect.checkpoint.com/v2/___${text}___.YzJ1OmFi`],
    ['made harmless', text.replace('https', 'hxxps').replaceAll('.', '[.]')],
    ['without its scheme', text.slice('https://'.length)],
    ['HTML', text.replace(/[^a-z0-9]/g, sign => `&#${sign.charCodeAt(0)};`)],
    ['full width', text.replaceAll('/', '\uff0f')],
    ['quoted-printable', text.replaceAll(':', '=3A').replaceAll('/', '=2F')],
  ])('is read under a coding, where the whole text is one: %s', (_, coded) => {
    const place = { origin: 'https://eu.onetimesecret.com', secretKey: 'abc123' }
    expect(readStandardLink(coded)).toEqual({ place, repairs: expect.any(Array) })
  })
  test('a cut key behind it is a damage', async () => {
    const cut = encodeURIComponent(`${text}#c1.abc`)
    expect(await refusedAs(`https://g.example/?a=${cut}`)).toBe('linkDamaged')
  })
  test('is not guessed from prose', () => {
    for (const given of [
      'see eu.onetimesecret.com/secret/abc123 there',
      `see ${text.replace('https', 'hxxps')} there`,
    ])
      expect(() => readStandardLink(given), given).toThrow(expect.objectContaining({ code: 'notALink' }))
  })

  test('leads nowhere unsafe', () => {
    for (const text of [
      'http://eu.onetimesecret.com/secret/abc',
      'https://ana@eu.onetimesecret.com/secret/abc',
      'https://eu.onetimesecret.com/app/secret/abc',
      'https://eu.onetimesecret.com/private/abc',
      'https://eu.onetimesecret.com/secret/',
      'https://eu.onetimesecret.com/secret/..%2fabc',
      `https://eu.onetimesecret.com/secret/${'a'.repeat(129)}`,
      'javascript:alert(1)//https:/secret/abc',
    ])
      expect(() => readStandardLink(text), text).toThrow(expect.objectContaining({ code: 'notALink' }))
  })
})

test('no two link keys make the same link', async () => {
  const made = await Promise.all(
    Array.from({ length: 20 }, () => makeLink({ ...region.link, linkKey: newLinkKey() })),
  )
  expect(new Set(made.map(text => text.split('.').at(-1))).size).toBe(20)
})
