import { expect, test } from 'vitest'
import type { Entry } from '../../../lib/domain/history-entry'
import { type ListedSecret, suspects } from '../../../lib/domain/lost-share'
import type { PendingShare } from '../../../lib/domain/pending-share'
import type { Receipt } from '../../../lib/domain/receipt'
import { entry as anEntry } from '../../e2e/support/entries'

const minute = 60_000
const hour = 60 * minute
const since = 1_000 * hour
const now = since + minute
const trace: PendingShare = {
  ...{ server: 'https://eu.onetimesecret.com', account: '7d0f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f10', since },
  ...{ ttl: 3600, sealed: true, passphrase: false, label: '' },
}
const receipt = (name: string, at: number, about: Partial<Receipt> = {}): Receipt => ({
  ...{ metadataKey: name, state: 'new', created: Math.floor(at / 1000), ttl: 3600, left: undefined },
  ...{ emptied: false, passphrase: false, recipient: undefined },
  ...about,
})
const unknown = (name: string, at: number, about?: Partial<Receipt>): ListedSecret => ({
  receipt: receipt(name, at, about),
  entry: undefined,
})
const known = (name: string, at: number, entry: Partial<Entry>): ListedSecret => ({
  receipt: receipt(name, at),
  entry: anEntry({ id: crypto.randomUUID(), ...entry }),
})
const found = (listed: ListedSecret[]) => {
  const found = suspects(listed, trace, now)
  return (found.are === 'known' ? [found.one] : found.some).map(({ receipt }) => receipt.metadataKey)
}
const isKnown = (listed: ListedSecret[]) => suspects(listed, trace, now).are === 'known'
const arrived = known('arrived', since - hour, { created: since - hour })

test('what was made while it was sent, and what nobody here has the link of, is suspected', () => {
  expect(
    found([unknown('lost', since + 5_000), known('mine', since + 5_000, { created: since + 5_000 })]),
  ).toEqual(['lost'])
})
test('what was made before, or has ended, is not', () => {
  const ours = known('mine', since - hour, { created: since - hour })
  expect(found([ours, unknown('older', since - 3 * minute), unknown('later', now + 3 * minute)])).toEqual([])
  expect(found([unknown('read', since, { state: 'received' })])).toEqual([])
})
test('several are all told, unless some have the very life that was asked for', () => {
  const two = [unknown('one', since), unknown('two', since + 1_000)]
  expect(found(two)).toEqual(['one', 'two'])
  expect(found([...two, unknown('other', since, { ttl: 60 })])).toEqual(['one', 'two'])
  expect(found([unknown('shortened', since, { ttl: 600 })])).toEqual(['shortened'])
})
test('a server’s clock that is off is known by the last secret that both have', () => {
  const apart = 5 * hour
  const ours = known('mine', since - hour + apart, { created: since - hour })
  expect(found([ours, unknown('lost', since + apart), unknown('older', since)])).toEqual(['lost'])
})
test('with a clock that nothing is known of, the day is looked through', () => {
  expect(found([unknown('lost', since + 5 * hour)])).toEqual(['lost'])
  expect(found([unknown('near', since), unknown('far', since + 5 * hour)])).toEqual(['near'])
})
test('what an import was quicker to find is found none the less, but not what it found long ago', () => {
  expect(found([known('lost', since + 1_000, { imported: true, created: since })])).toEqual(['lost'])
  expect(found([known('older', since - hour, { imported: true, created: since - hour })])).toEqual([])
})
test('one alone with the life that was asked for, by a clock that is known, is the lost one', () => {
  expect(isKnown([arrived, unknown('lost', since)])).toBe(true)
  expect(isKnown([arrived, unknown('lost', since), unknown('other', since, { ttl: 60 })])).toBe(true)
  expect(isKnown([arrived, unknown('rounded', since, { ttl: 3599 })])).toBe(true)
})
test('one alone may still be somebody else’s: by a clock that nobody knows, or with another life', () => {
  expect(isKnown([unknown('far', since - 5 * hour)])).toBe(false)
  expect(isKnown([unknown('near', since)])).toBe(false)
  expect(isKnown([arrived, unknown('shortened', since, { ttl: 600 })])).toBe(false)
  expect(isKnown([arrived, unknown('untold', since, { ttl: undefined })])).toBe(false)
  expect(isKnown([arrived, unknown('one', since), unknown('two', since)])).toBe(false)
})
