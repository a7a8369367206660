import { describe, expect, test } from 'vitest'
import { createUnsavedWork } from '../../../lib/adapters/unsaved-work'
import { emptyDraft } from '../../../lib/domain/draft'
import { memoryArea } from '../../support/area'

const options = { mode: 'sealed', server: 'https://eu.onetimesecret.com', account: null, ttl: 3600 } as const
const draft = emptyDraft(options)
const shared = {
  ...{ id: crypto.randomUUID(), link: 'https://eu.onetimesecret.com/secret/k', expires: 1e12 },
  ...{ server: options.server, sealed: true, passphrase: false, remembered: true },
}
const trace = undefined
const failure = { code: 'timedOut' }
const now = 1_000_000

const held = (kept: Record<string, unknown>, holdsReading = false) =>
  createUnsavedWork({ session: memoryArea(kept), now: () => now, holdsReading: async () => holdsReading })()

describe('what would be lost with memory', () => {
  test('nothing, when nothing was written, shared or read', async () => {
    expect(await held({})).toBe('nothing')
    expect(await held({ composing: { draft, aside: [] }, news: 3, untold: ['x'] })).toBe('nothing')
    expect(await held({ outcome: { at: 'failed', failure } })).toBe('nothing')
  })
  for (const [what, more] of Object.entries({
    'a text': { draft: { ...draft, text: 't' } },
    'a file': { draft: { ...draft, file: { name: 'key.pem', type: '', data: 'eA==' } } },
    'a passphrase': { draft: { ...draft, passphrase: 'p' } },
    'what was set aside': { aside: [{ text: 't', note: '' }] },
    'an address': { address: 'secrets.ex' },
    'what is asked of the person': { asking: { to: 'share', pattern: 'https://a/*', since: 1 } },
    'what cannot be read': { draft: { ...draft, text: 5 } },
  })) {
    test(`words: ${what}`, async () => {
      expect(await held({ composing: { draft, aside: [], ...more } })).toBe('words')
    })
  }
  test('words: the last key of a popup that closed at once, whatever was kept before it', async () => {
    const [empty, words] = [
      { draft, aside: [] },
      { draft: { ...draft, text: 't' }, aside: [] },
    ]
    expect(await held({ typing: { typed: words } })).toBe('words')
    expect(await held({ composing: empty, typing: { typed: words, base: empty } })).toBe('words')
    expect(await held({ composing: words, typing: { typed: empty, base: words } })).toBe('nothing')
    expect(await held({ typing: 'of a newer version' })).toBe('words')
  })
  test('words: a secret whose answer was lost, and what its account says of it', async () => {
    expect(await held({ outcome: { at: 'failed', failure, orphan: { is: 'unknown' } } })).toBe('words')
  })
  test('secrets: links of earlier shares that nobody has taken', async () => {
    expect(await held({ earlier: [] })).toBe('nothing')
    expect(await held({ earlier: [{ shared }] })).toBe('secrets')
  })
  test('secrets: a share under way, and a link until its time is over', async () => {
    for (const at of ['sealing', 'sending']) expect(await held({ outcome: { at, trace } })).toBe('secrets')
    const ended = (until: number) => held({ outcome: { at: 'shared', shared, copied: 'yes', until } })
    expect(await ended(now + 1)).toBe('secrets')
    expect(await ended(now)).toBe('nothing')
    expect(await held({ outcome: { at: 'of a newer version' } })).toBe('secrets')
  })
  test('secrets: what is read, and what the lock has put away', async () => {
    expect(await held({}, true)).toBe('secrets')
    expect(await held({ 'away:1-x': 'box' })).toBe('secrets')
  })
})
