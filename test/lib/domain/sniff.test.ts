import { describe, expect, test } from 'vitest'
import { newLinkKey, seal } from '../../../lib/domain/jwe-envelope'
import { makeLink, withoutKey } from '../../../lib/domain/link'
import { readLink } from '../../../lib/domain/read-link'
import { storedText } from '../../../lib/domain/sealed-text'
import { linkAt, looksSealed } from '../../../lib/domain/sniff'
import { keyIn } from '../../support/addresses'
import addresses from '../../vectors/addresses.json' with { type: 'json' }

const linkKey = newLinkKey()
const origin = 'https://eu.onetimesecret.com'
const at = (address: string) => linkAt(new URL(address))

test('every link of ours is known by its fragment, however it was cut', async () => {
  for (const passphrase of [false, true]) {
    const link = await makeLink({ origin, secretKey: 'abc', linkKey, passphrase })
    const plain = withoutKey(link)
    for (let length = plain.length + 2; length <= link.length; length += 1)
      expect(at(link.slice(0, length))).toEqual({ link: link.slice(0, length), plain, seen: false })
  }
})

describe('in whatever form it stands in an address, a link reads as it was sent', () => {
  for (const { name, address, outcome, seen, flag, after = '', cut } of addresses.vectors) {
    test(`${outcome}: ${name}`, async () => {
      const link = await makeLink({ origin, secretKey: 'abc', linkKey, passphrase: flag ?? false })
      const fill = keyIn(link)
      const found = at(origin + fill(address.replace('KEY', 'abc')))
      if (outcome === 'left') return expect(found).toBeUndefined()
      expect(found?.seen).toBe(seen)
      expect(found?.plain, 'nothing of the key').not.toMatch(/c1|#/)
      if (cut) return expect(found?.link).toBe(withoutKey(link) + fill(cut))
      expect(found?.link).toBe(link + after)
      expect((await readLink(found?.link ?? '')).link.linkKey).toEqual(linkKey)
    })
  }
})

test('a page’s address that is as long as can be costs little', () => {
  const long = '%2523'.repeat(100_000)
  const before = performance.now()
  for (const address of [
    `/secret/abc${long}`,
    `/secret/abc#${long}`,
    `/${long}`,
    `/secret/${'a'.repeat(500_000)}`,
  ])
    at(origin + address)
  expect(performance.now() - before).toBeLessThan(1500)
})

test('what the server keeps of ours is known, with its line and without', async () => {
  for (const lock of [{ linkKey }, { linkKey, passphrase: 'glue' }]) {
    const jwe = await seal({ text: 'hunter2' }, lock)
    expect(looksSealed(jwe)).toBe(true)
    expect(looksSealed(storedText(jwe, 'This secret is sealed.', 10_000))).toBe(true)
  }
})
test.each([
  'hunter2',
  'eyJhbGciOiJub25lIn0.e30.',
  `${btoa('{"alg":"dir","enc":"A256GCM"}')}..aaaa.aaaa.aaaa`,
  'eyJ~.a.b.c.d',
  'eyJhbGc.a.b.c.d',
])('%j is not ours', text => {
  expect(looksSealed(text)).toBe(false)
})
