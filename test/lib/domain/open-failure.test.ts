import { expect, test } from 'vitest'
import { newLinkKey, seal } from '../../../lib/domain/jwe-envelope'
import { mismatchOf, missingPartOf, openFailureOf } from '../../../lib/domain/open-failure'
import { hostile } from '../../support/hostile'
import { sealedWith } from '../../support/sealed'

const linkKey = newLinkKey()
const kept = {
  'a password': await seal({ text: 'hunter2' }, { linkKey }),
  'a compressed text': await seal({ text: 'words that repeat '.repeat(60) }, { linkKey }),
}
const changed = (text: string, at: number) =>
  text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1)

test.each(Object.entries(kept))('what is wrong is told as far as it can be known: %s', async (name, jwe) => {
  const why = (stored: string, key = linkKey) => openFailureOf(stored, { linkKey: key })
  for (const lost of [1, 22, 23, 30, 80])
    expect([lost, await why(jwe.slice(0, -lost))]).toEqual([lost, 'cutAtEnd'])
  for (const lost of [1, 5, 40, 70]) expect([lost, await why(jwe.slice(lost))]).toEqual([lost, 'cutAtStart'])
  expect(await why(jwe.replace(/.{60}/g, '$&\n> ').slice(0, -30))).toBe('cutAtEnd')
  expect(await why(jwe, newLinkKey())).toBe('otherLink')
  // The tag, the header, the ciphertext. What is compressed may not inflate any more, and then tells nothing.
  for (const at of [jwe.length - 3, 10, ...(name === 'a password' ? [jwe.length - 30] : [])])
    expect([at, await why(changed(jwe, at))]).toEqual([at, 'altered'])
  expect(await why('correct horse battery staple')).toBe('nothing')
})

test('with a passphrase, an altered text is told from a wrong passphrase', async () => {
  const lock = { linkKey, passphrase: 'p' }
  const jwe = await sealedWith({ text: 'hunter2' }, lock)
  expect(await openFailureOf(changed(jwe, jwe.length - 3), lock)).toBe('altered')
  expect(await openFailureOf(jwe, { linkKey, passphrase: 'q' })).toBe('otherLink')
})

test('a text that takes a passphrase where its link says none, or the other way, is told from another link’s', async () => {
  const locked = await sealedWith({ text: 'hunter2' }, { linkKey, passphrase: 'p' })
  const plain = kept['a password']
  expect(await openFailureOf(locked, { linkKey })).toBe('otherLock')
  expect(await openFailureOf(plain, { linkKey, passphrase: 'p' })).toBe('otherLock')
  expect([mismatchOf(locked, false), mismatchOf(plain, true)]).toEqual(['otherLock', 'otherLock'])
  // Where both are, one may be the link's.
  for (const flag of [true, false]) expect(mismatchOf(`${locked}\n\n${plain}`, flag)).toBeUndefined()
})

// One that looks through a run of signs from each of its places takes minutes.
test.each(hostile)(
  'what is missing of a text of many %j is known soon',
  (_, text) => {
    expect(['altered', 'cutAtEnd', 'cutAtStart', 'partial', 'nothing']).toContain(missingPartOf(text))
  },
  3_000,
)
