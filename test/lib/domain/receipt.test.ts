import { describe, expect, test } from 'vitest'
import { afterStatus, type Receipt } from '../../../lib/domain/receipt'
import { entryWith } from '../../support/entries'

const before = 2_000_000
const late = 4_700_000
const receiptOf = (some: Partial<Receipt>): Receipt => ({
  metadataKey: 'm',
  state: 'new',
  created: 1_000,
  ttl: 3600,
  left: undefined,
  emptied: false,
  passphrase: false,
  recipient: undefined,
  ...some,
})
const state = (some: Partial<Receipt>, now = before) =>
  afterStatus(entryWith(), { is: 'receipt', receipt: receiptOf(some) }, now).state

describe('how a secret stands', () => {
  test.each([
    ['new', 'waiting'],
    ['viewed', 'waiting'],
    ['previewed', 'waiting'],
    ['a word of next year', 'waiting'],
    ['constructor', 'waiting'],
    ['received', 'read'],
    ['revealed', 'read'],
    ['burned', 'burned'],
    ['expired', 'expired'],
    ['orphaned', 'gone'],
  ])('%s is %s', (word, known) => {
    expect(state({ state: word })).toBe(known)
  })
  test('looking at the metadata, which a server calls viewed, is not reading, however often', () => {
    const receipt = receiptOf({ state: 'viewed', left: 1_600 })
    const once = afterStatus(entryWith(), { is: 'receipt', receipt }, before)
    expect(afterStatus(once, { is: 'receipt', receipt }, before + 1)).toMatchObject({
      state: 'waiting',
      news: false,
    })
  })
  test('new, but without a secret, is expired when its time was up, and else gone', () => {
    expect(state({ emptied: true })).toBe('gone')
    expect(state({ emptied: true }, late)).toBe('expired')
    expect(state({ state: 'viewed' }, late)).toBe('expired')
  })
  test('what the server forgot is gone, or expired once its time was up', () => {
    expect(afterStatus(entryWith(), { is: 'unknown' }, before).state).toBe('gone')
    expect(afterStatus(entryWith(), { is: 'unknown' }, late).state).toBe('expired')
  })
  test('silence settles nothing, not even after the expiry', () => {
    const silent = afterStatus(afterStatus(entryWith(), { is: 'nothing' }, late), { is: 'nothing' }, late + 1)
    expect(silent).toMatchObject({ state: 'waiting', failures: 2, checked: late + 1, news: false })
    const receipt = receiptOf({ left: 9 })
    expect(afterStatus(silent, { is: 'receipt', receipt }, late + 2).failures).toBeUndefined()
  })
})

test('an end is news, unless it is the burning that was asked for here', () => {
  const burned = { is: 'receipt', receipt: receiptOf({ state: 'burned' }) } as const
  expect(afterStatus(entryWith(), burned, before)).toMatchObject({ news: true, settled: before })
  expect(afterStatus(entryWith({ burning: 1_500_000 }), burned, before).news).toBe(false)
  const read = { is: 'receipt', receipt: receiptOf({ state: 'received' }) } as const
  expect(afterStatus(entryWith({ burning: 1_500_000 }), read, before).news).toBe(true)
})
test('what has ended stays as it is', () => {
  const ended = entryWith({ state: 'read', settled: 1, news: false })
  expect(afterStatus(ended, { is: 'nothing' }, before)).toBe(ended)
  expect(afterStatus(ended, { is: 'unknown' }, before)).toBe(ended)
})
test('a clock that was set anew is put right by what the server says is left', () => {
  const receipt = receiptOf({ left: 3_000 })
  const ahead = 90_000_000_000
  const entry = afterStatus(entryWith(), { is: 'receipt', receipt }, ahead)
  expect(entry).toMatchObject({ state: 'waiting', expires: ahead + 3_000_000 })
  expect(afterStatus(entry, { is: 'receipt', receipt }, 500_000)).toMatchObject({
    created: 500_000,
    expires: 3_500_000,
  })
})
test('a few seconds of difference change nothing', () => {
  const receipt = receiptOf({ left: 2_610 })
  expect(afterStatus(entryWith(), { is: 'receipt', receipt }, before).expires).toBe(4_600_000)
})
