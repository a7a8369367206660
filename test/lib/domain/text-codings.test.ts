import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newLinkKey, open, seal } from '../../../lib/domain/jwe-envelope'
import { keyPart, makeLink, makeOpenerLink, withoutKey } from '../../../lib/domain/link'
import { linkReadings } from '../../../lib/domain/link-search'
import { joinKey, readLink, readLoneKey, readOpenerLink } from '../../../lib/domain/read-link'
import { sealedShapes } from '../../../lib/domain/sealed-text'
import { readings } from '../../../lib/domain/text-codings'
import { damages } from '../../support/damages'
import { hostile } from '../../support/hostile'

const names = Object.keys(damages)
const done = (text: string, to: string[]) =>
  to.reduce((damaged, name) => damages[name]?.(damaged) ?? '', text)
const nested = fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 3 })
const links = fc.record(
  {
    origin: fc.constantFrom(
      'https://eu.onetimesecret.com',
      'https://secrets.example.org:8443',
      'http://localhost:3000',
    ),
    secretKey: fc.stringMatching(/^[a-z0-9]{20,62}$/),
    linkKey: fc.uint8Array({ minLength: 32, maxLength: 32 }),
    passphrase: fc.boolean(),
  },
  { noNullPrototype: true },
)

test.each(names)('a link, its parts, and one to the opener are read under: %s', async name => {
  await fc.assert(
    fc.asyncProperty(links, async made => {
      const link = await makeLink(made)
      expect((await readLink(done(link, [name]))).link).toEqual(made)
      const [start, key] = [withoutKey(link), keyPart(link)]
      expect((await joinKey(done(start, [name]), done(key, [name]))).link).toEqual(made)
      expect(readLoneKey(done(key, [name]))).toEqual({ linkKey: made.linkKey, passphrase: made.passphrase })
      if (made.origin.startsWith('http:')) return
      const opener = makeOpenerLink('https://opener.example/', link)
      expect((await readOpenerLink(done(opener, [name]))).link).toEqual(made)
    }),
    { numRuns: 10 },
  )
})

test('any link under any three of them reads as itself', async () => {
  await fc.assert(
    fc.asyncProperty(links, nested, async (made, to) => {
      expect((await readLink(done(await makeLink(made), to))).link).toEqual(made)
    }),
    { numRuns: 400 },
  )
})

test('any sealed text under any three of them opens, alone and in other text', async () => {
  const linkKey = newLinkKey()
  await fc.assert(
    fc.asyncProperty(
      fc
        .string({ minLength: 1, maxLength: 600, unit: 'grapheme' })
        .filter(text => /\S/.test(text) && !text.includes('\0')),
      fc.constantFrom('', 'This secret is sealed.\n\n', 'Ce secret est scellé :\n'),
      nested,
      async (text, before, to) => {
        const stored = done(before + (await seal({ text }, { linkKey })), to)
        expect(await open(stored, { linkKey })).toEqual({ text })
      },
    ),
    { numRuns: 400 },
  )
})

test('one changed character, and no link is read nor text opened, whatever is done to it', async () => {
  const linkKey = newLinkKey()
  const jwe = await seal({ text: 'hunter2' }, { linkKey })
  const sign = fc.constantFrom(...'abcXYZ019_-')
  await fc.assert(
    fc.asyncProperty(links, nested, fc.nat(), sign, async (made, to, at, other) => {
      const changed = (text: string, from: number) => {
        const index = from + (at % (text.length - from))
        return text[index] === other || text[index] === '.'
          ? undefined
          : text.slice(0, index) + other + text.slice(index + 1)
      }
      const stored = changed(jwe, 0)
      if (stored)
        await expect(open(done(stored, to), { linkKey })).rejects.toMatchObject({ code: 'notOpened' })
      const link = await makeLink(made)
      const key = changed(link, link.indexOf('#c1') + 3 + (made.passphrase ? 1 : 0))
      if (key) await expect(readLink(done(key, to))).rejects.toMatchObject({ name: 'Fault' })
    }),
    { numRuns: 200 },
  )
})

test.each(hostile)('a text of many %j has few readings, of few characters', (_, text) => {
  for (const read of [linkReadings(text), readings(text, sealedShapes)]) {
    const all = [...read]
    expect(all.length).toBeLessThan(3_000)
    expect(all.reduce((sum, reading) => sum + reading.length, 0)).toBeLessThanOrEqual(1_000_000)
  }
})
