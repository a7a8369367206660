import { expect, test } from 'vitest'
import { looksLikeKey, looksSealed } from '../../../lib/rules/at-a-glance'
import { newLinkKey, seal } from '../../../lib/rules/envelope'
import { makeLink } from '../../../lib/rules/link'
import { storedText } from '../../../lib/rules/stored-text'

const linkKey = newLinkKey()

test('every link of ours is known by its fragment, however it was cut', async () => {
  for (const passphrase of [false, true]) {
    const link = await makeLink({ origin: 'https://example.com', secretKey: 'abc', linkKey, passphrase })
    const { hash } = new URL(link)
    for (let length = 2; length <= hash.length; length += 1)
      expect(looksLikeKey(hash.slice(0, length)), hash.slice(0, length)).toBe(true)
    expect(looksLikeKey(`${hash}>.`)).toBe(true)
  }
})
test.each(['', '#', '#section', '#c2.abc', '#c10', '#c1q.abc', '#content', '#x#c1.abc', '#/c1.abc'])(
  'a page’s own fragment %j is left alone',
  hash => {
    expect(looksLikeKey(hash)).toBe(false)
  },
)
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
