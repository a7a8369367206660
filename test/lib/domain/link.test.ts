import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import {
  keyPart,
  linkOpener,
  makeLink,
  makeOpenerLink,
  readsSecretItself,
  withoutKey,
} from '../../../lib/domain/link'
import { readEitherLink, readLink, readOpenerLink } from '../../../lib/domain/read-link'
import { readOpenerAddress } from '../../../lib/domain/server'

const Vector = z.strictObject({
  name: z.string(),
  opener: z.string(),
  sealedLink: z.string(),
  link: z.string(),
})
const file: unknown = JSON.parse(
  readFileSync(new URL('../../vectors/opener-links.json', import.meta.url), 'utf8'),
)
const { vectors } = z.object({ vectors: z.array(Vector) }).parse(file)
const [first, locked] = [vectors[0]!, vectors[1]!]

const answerOf = (text: string): Promise<unknown> =>
  readOpenerLink(text).then(
    ({ link }) => link,
    (error: { code: unknown }) => error.code,
  )

const word = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_'
const sealedLinks = fc
  .record(
    {
      origin: fc.oneof(
        fc.constantFrom('https://eu.onetimesecret.com', 'http://localhost:3000', 'http://[::1]:7143'),
        fc.webUrl({ validSchemes: ['https'] }).map(url => new URL(url).origin),
      ),
      secretKey: fc.string({ unit: fc.constantFrom(...word), minLength: 1, maxLength: 128 }),
      linkKey: fc.uint8Array({ minLength: 32, maxLength: 32 }),
      passphrase: fc.boolean(),
    },
    { noNullPrototype: true },
  )
  .filter(({ origin }) => !/^https:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|$)/.test(origin))
const openers = fc.constantFrom(
  'https://opener.example/',
  'https://example.com/tools/opener.html?v=2',
  'http://127.0.0.1:8080/opener.html',
  'file:///C:/Users/Ana%20B/opener.html',
)

describe('a link over the opener', () => {
  test.each(vectors)('once made, reads the same for ever: $name', async ({ opener, sealedLink, link }) => {
    expect(makeOpenerLink(opener, sealedLink)).toBe(link)
    expect(await readOpenerLink(link)).toEqual(await readLink(sealedLink))
  })

  test('holds the sealed link, which comes out as it went in', async () => {
    await fc.assert(
      fc.asyncProperty(openers, sealedLinks, async (opener, made) => {
        const sealed = await makeLink(made)
        const text = makeOpenerLink(opener, sealed)
        const { link, repairs } = await readOpenerLink(text)
        expect({ link, repairs }).toEqual({ link: made, repairs: [] })
        expect(await makeLink(link)).toBe(sealed)
        expect(text.startsWith(`${opener}#c1`)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  test('tells the server of the opener nothing, and has the check of the sealed link', () => {
    const [asked, fragment] = first.link.split('#')
    expect(asked).toBe(first.opener)
    expect(fragment?.split('.').slice(-2)).toEqual(keyPart(first.sealedLink).split('.').slice(-2))
  })

  test('is made of a sealed link only, and only for a page', () => {
    const fault = (opener: string, sealed: string) => {
      try {
        return makeOpenerLink(opener, sealed)
      } catch (error) {
        return (error as { code: unknown }).code
      }
    }
    expect(fault(first.opener, withoutKey(first.sealedLink))).toBe('needsKey')
    expect(fault(first.opener, 'https://example.com/')).toBe('notALink')
    // Its scheme would be lost: on this machine it is http.
    expect(fault(first.opener, first.sealedLink.replace(/^https:..[^/]+/, 'https://localhost:3000'))).toBe(
      'notALink',
    )
    for (const opener of ['', 'opener.example', 'javascript:alert(1)', 'http://opener.example/'])
      expect([opener, fault(opener, first.sealedLink)]).toEqual([opener, 'malformed'])
  })
})

describe('before anybody goes to the server', () => {
  test('a link cut anywhere is noticed', async () => {
    for (const { link } of [first, locked])
      for (let at = 0; at < link.length; at++) {
        const cut = await answerOf(link.slice(0, at))
        // Up to `#c` it could be anybody's.
        expect([at, cut]).toEqual([at, at > link.indexOf('#') + 2 ? 'linkDamaged' : 'notALink'])
        if (at > 0) expect(['linkDamaged', 'notALink', first]).toContain(await cutStart(link, at))
      }
  })

  /** What is lost of the opener's own address harms nothing. */
  async function cutStart(link: string, at: number): Promise<unknown> {
    const answer = await answerOf(link.slice(at))
    return typeof answer === 'string' ? answer : first
  }

  test('one lost, changed or exchanged character of the fragment is noticed', async () => {
    const { link } = first
    const sealed = (await readLink(first.sealedLink)).link
    for (let at = link.indexOf('#'); at < link.length; at++) {
      const lost = link.slice(0, at) + link.slice(at + 1)
      expect([at, typeof (await answerOf(lost))]).toEqual([at, 'string'])
      for (const other of ['A', 'b', '7', '_', '.', '/', ':', '@', '#', '%', 'é']) {
        if (other === link[at]) continue
        const changed = await answerOf(link.slice(0, at) + other + link.slice(at + 1))
        expect([at, other, typeof changed]).toEqual([at, other, 'string'])
      }
      const [one, two] = [link[at], link[at + 1]]
      if (two === undefined || one === two) continue
      const exchanged = await answerOf(link.slice(0, at) + two + one + link.slice(at + 2))
      if (typeof exchanged !== 'string') expect(exchanged).toEqual(sealed)
      else expect(['linkDamaged', 'notALink']).toContain(exchanged)
    }
  })

  test('whether a passphrase is needed cannot be changed, nor the server', async () => {
    expect(await answerOf(first.link.replace('#c1.', '#c1p.'))).toBe('linkDamaged')
    expect(await answerOf(locked.link.replace('#c1p.', '#c1.'))).toBe('linkDamaged')
    const host = new URL(first.sealedLink).host
    for (const other of [
      'us.onetimesecret.com',
      `ana@${host}`,
      `${host}:443`,
      host.toUpperCase(),
      'localhost',
      '',
    ])
      expect([other, await answerOf(first.link.replace(host, other))]).toEqual([other, 'linkDamaged'])
  })

  test('arbitrary text is never a link', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async text => {
        expect(['linkDamaged', 'notALink']).toContain(await answerOf(`https://opener.example/#${text}`))
      }),
    )
  })
})

test.each([
  ['a full stop after it', (link: string) => `See ${link}.`, 'surroundings'],
  ['angle brackets', (link: string) => `<${link}>`, 'surroundings'],
  ['a percent sign for the hash', (link: string) => link.replace('#', '%23'), 'percent'],
  ['a line break', (link: string) => `${link.slice(0, 60)}\n${link.slice(60)}`, 'lineBreaks'],
  [
    'Safe Links',
    (link: string) =>
      `https://nam02.safelinks.protection.outlook.com/?url=${encodeURIComponent(link)}&data=05`,
    'safeLinks',
  ],
])('what mail and chat do to it is put right: %s', async (_, damage, repair) => {
  const { link, repairs } = await readOpenerLink(damage(first.link))
  expect(link).toEqual((await readLink(first.sealedLink)).link)
  expect(repairs).toContain(repair)
})

test('either kind of link is read as what it is, and its faults are told', async () => {
  const either = (text: string) =>
    readEitherLink(text).then(
      ({ link }) => link,
      (error: { code: unknown }) => error.code,
    )
  const { link } = await readLink(first.sealedLink)
  expect(await either(first.link)).toEqual(link)
  expect(await either(first.sealedLink)).toEqual(link)
  expect(await either(first.link.slice(0, -1))).toBe('linkDamaged')
  expect(await either(first.sealedLink.slice(0, -1))).toBe('linkDamaged')
  expect(await either(withoutKey(first.sealedLink))).toBe('needsKey')
  expect(await either('hello')).toBe('notALink')
})

test.each([
  ['https://secrets.example.com/opener.html', 'https://secrets.example.com', true],
  ['https://SECRETS.example.com:443/help/open?from=mail', 'https://secrets.example.com', true],
  ['https://secrets.example.com:8443/opener.html', 'https://secrets.example.com:8443', true],
  ['http://localhost:3000/opener.html', 'http://localhost:3000', true],
  ['https://www.example.com/opener.html', 'https://secrets.example.com', false],
  ['https://secrets.example.com.evil.example/opener.html', 'https://secrets.example.com', false],
  ['https://secrets.example.com:8443/opener.html', 'https://secrets.example.com', false],
  ['http://secrets.example.com/opener.html', 'https://secrets.example.com', false],
  ['https://secrets.example.com/opener.html', 'http://secrets.example.com', false],
  ['https://localhost:3000/opener.html', 'https://localhost:3000', false],
  ['file:///home/me/opener.html', 'https://secrets.example.com', false],
  ['not an address', 'https://secrets.example.com', false],
  [undefined, 'https://secrets.example.com', false],
])('an opener at %s reads what is on %s itself: %s', (address, origin, itself) => {
  expect(readsSecretItself(address, origin)).toBe(itself)
})

test('a link tells which opener it goes through', async () => {
  const link = await makeLink({
    origin: 'http://localhost:3000',
    secretKey: 's1',
    linkKey: new Uint8Array(32),
    passphrase: true,
  })
  const through = async (page: string) => linkOpener(await makeOpenerLink(page, link))
  expect(await through('http://localhost:3000/static/opener.html')).toBe('own')
  expect(await through('https://www.example.com/opener.html')).toBe('leading')
  expect(await through('file:///home/me/opener.html')).toBe('leading')
  expect([link, withoutKey(link), 'hello'].map(linkOpener)).toEqual(['none', 'none', 'none'])
})

describe('the address of an opener', () => {
  test.each([
    ['https://opener.example', 'https://opener.example/'],
    [' https://EXAMPLE.com:443/opener.html ', 'https://example.com/opener.html'],
    ['http://localhost:8080/opener.html', 'http://localhost:8080/opener.html'],
    ['file:///srv/opener.html#', 'file:///srv/opener.html'],
  ])('%s is one', (typed, address) => expect(readOpenerAddress(typed)).toBe(address))
  test.each([
    'http://example.com/',
    'https://ana@example.com/',
    'https://example.com/#a',
    'example.com',
    'data:,',
  ])('%s is none', typed =>
    expect(() => readOpenerAddress(typed)).toThrow(expect.objectContaining({ code: 'malformed' })),
  )
})
