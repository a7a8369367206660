import { beforeEach, describe, expect, test } from 'vitest'
import type { SecretAnswer } from '../../../lib/adapters/api/secret-answer'
import { listReceived } from '../../../lib/adapters/received/memory-and-disk'
import { createReceivedStore } from '../../../lib/adapters/received-store'
import { receivedId } from '../../../lib/domain/digest'
import { newLinkKey, seal } from '../../../lib/domain/jwe-envelope'
import { receivedSecretLifetime } from '../../../lib/domain/received-secret'
import { memoryArea } from '../../support/area'
import { memoryKeys, memoryVault } from '../../support/vault'

const place = { origin: 'https://eu.onetimesecret.com', secretKey: 's3cr3tk3y' }
const other = { ...place, secretKey: 'another' }
const open = { inPrivate: false, earlier: undefined }
const cameWith = (value: string, more: Partial<SecretAnswer> = {}): SecretAnswer => ({
  ...{ at: now, status: 200, intended: null, body: JSON.stringify({ value }), binary: false, whole: true },
  ...more,
})

let now = 1_000
let local: ReturnType<typeof memoryArea>
let session: ReturnType<typeof memoryArea>
let keys: ReturnType<typeof memoryKeys>
const door = () =>
  createReceivedStore({ local, session, vault: memoryVault(local, keys, session), now: () => now })
const lines = () => [JSON.stringify([...local.kept]), JSON.stringify([...session.kept])]
beforeEach(() => {
  now = 1_000
  local = memoryArea()
  session = memoryArea()
  keys = memoryKeys()
})

describe('what was fetched', () => {
  test('is found by its place, and by no other', async () => {
    await door().keep({ place, came: cameWith('as it is') }, open)
    expect(await door().find(await receivedId(place))).toMatchObject({
      what: { is: 'text', text: 'as it is' },
    })
    expect(await door().find(await receivedId(other))).toBeUndefined()
    expect(await listReceived({ local, session })).toEqual([
      { id: await receivedId(place), origin: place.origin, at: 1_000 },
    ])
  })
  test('is never on the disk where it is plain text', async () => {
    expect(await door().keep({ place, came: cameWith('plain-hunter2') }, open)).toBe('memory')
    const [disk, memory] = lines()
    expect(disk).not.toContain('hunter2')
    expect(memory).toContain('hunter2')
    expect(local.kept.size).toBe(0)
  })
  test('is on the disk where it is sealed, and there only what is sealed; nobody reads what, or from where', async () => {
    const jwe = await seal({ text: 'hunter2' }, { linkKey: newLinkKey() })
    expect(await door().keep({ place, came: cameWith(`plain words\n\n${jwe}`) }, open)).toBe('disk')
    expect(lines()[0]).not.toMatch(/plain words|eyJ|s3cr3tk3y/)
    // The browser was closed, or Cachet was updated.
    session = memoryArea()
    const found = await door().find(await receivedId(place))
    expect(found).toEqual({
      ...{ id: await receivedId(place), place, at: 1_000, kept: 'disk' },
      what: { is: 'sealed', sealed: jwe },
    })
  })
  test('leaves nothing on the disk when it was read in a private window', async () => {
    const jwe = await seal({ text: 'hunter2' }, { linkKey: newLinkKey() })
    await door().expect(place, true)
    expect(await door().keep({ place, came: cameWith(jwe) }, { ...open, inPrivate: true })).toBe('memory')
    expect(local.kept.size).toBe(0)
  })
  test('says so where it could not be kept', async () => {
    session.full = true
    expect(await door().keep({ place, came: cameWith('as it is') }, open)).toBe('page')
    const jwe = await seal({ text: 'hunter2' }, { linkKey: newLinkKey() })
    expect(await door().keep({ place: other, came: cameWith(jwe) }, open)).toBe('disk')
    local.full = true
    session.full = false
    expect(await door().keep({ place, came: cameWith(jwe) }, open)).toBe('memory')
  })
  test('is kept twice as once', async () => {
    const came = cameWith('as it is')
    for (let time = 0; time < 2; time++) expect(await door().keep({ place, came }, open)).toBe('memory')
    expect(await listReceived({ local, session })).toHaveLength(1)
  })
  test('is not replaced by what can’t be read, nor by a refusal', async () => {
    await door().keep({ place, came: cameWith('as it is') }, open)
    now = 2_000
    await door().keep({ place, came: cameWith('', { body: '<html>', whole: false }) }, open)
    await door().keep({ place, came: cameWith('', { body: '', status: 429 }) }, open)
    expect(await door().find(await receivedId(place))).toMatchObject({ what: { text: 'as it is' } })
  })
  test('that can’t be read stays until something better comes', async () => {
    await door().keep({ place, came: cameWith('', { body: '{"value":"hunt', whole: false }) }, open)
    now = 2_000
    await door().keep({ place, came: cameWith('', { body: '<html>' }) }, open)
    expect(await door().find(await receivedId(place))).toMatchObject({
      what: { is: 'unread', raw: '{"value":"hunt' },
    })
    await door().keep({ place, came: cameWith('hunter2') }, open)
    expect(await door().find(await receivedId(place))).toMatchObject({
      what: { is: 'text', text: 'hunter2' },
    })
  })
  test('is gone once it is forgotten, and after thirty days on the disk', async () => {
    const jwe = await seal({ text: 'hunter2' }, { linkKey: newLinkKey() })
    await door().keep({ place, came: cameWith(jwe) }, open)
    await door().keep({ place: other, came: cameWith(jwe) }, open)
    await door().forget(await receivedId(place))
    expect((await listReceived({ local, session })).map(({ id }) => id)).toEqual([await receivedId(other)])
    session = memoryArea()
    now += receivedSecretLifetime - 1
    await door().forgetOld()
    expect(await listReceived({ local, session })).toHaveLength(1)
    now += 1
    await door().forgetOld()
    expect([...local.kept.keys()]).toEqual(['vault'])
  })
})

describe('before a secret is asked for', () => {
  test('room is made, which what comes then takes', async () => {
    await door().expect(place, false)
    const [room] = [...session.kept.values()].map(value => String(value).length)
    expect(room).toBeGreaterThanOrEqual(100_000)
    await door().keep({ place, came: cameWith('as it is') }, open)
    expect(JSON.stringify([...session.kept]).length).toBeLessThan(1_000)
  })
  test('without room nothing may be asked, and nothing of it stays', async () => {
    session.full = true
    await expect(door().expect(place, false)).rejects.toMatchObject({ code: 'noRoom' })
    expect([local.kept.size, session.kept.size]).toEqual([0, 0])
  })
  test('copies in memory of what is safe on the disk give way', async () => {
    const jwe = await seal({ text: 'hunter2' }, { linkKey: newLinkKey() })
    await door().keep({ place: other, came: cameWith(jwe) }, open)
    const { set } = session
    session.set = async items => {
      if (session.kept.size > 0) throw new Error('QUOTA_BYTES quota exceeded')
      return set(items)
    }
    await door().expect(place, false)
    session.set = set
    expect(await door().find(await receivedId(other))).toMatchObject({ kept: 'disk', what: { sealed: jwe } })
  })
  test('it is written down, so that a killed browser knows its own attempt', async () => {
    expect(await door().expect(place, false)).toBeUndefined()
    session = memoryArea()
    now = 5_000
    expect(await door().expect(place, false)).toBe(1_000)
    expect(await door().expect(other, false)).toBeUndefined()
    expect(lines()[0]).not.toContain('s3cr3tk3y')
  })
  test('in memory alone, in a private window or with a full disk', async () => {
    await door().expect(place, true)
    local.full = true
    await door().expect(other, false)
    expect(local.kept.size).toBe(0)
    for (const one of [place, other]) expect(await door().expect(one, false)).toBe(1_000)
  })
  test('an attempt that surely asked nothing, or whose end is known, leaves no mark', async () => {
    const earlier = await door().expect(place, false)
    await door().expectNothing(place, { untouched: true, earlier })
    expect(await door().expect(place, false)).toBeUndefined()
    const gone = cameWith('', { status: 404, body: '{"message":"Unknown secret","secret_key":"s3cr3tk3y"}' })
    await door().keep({ place, came: gone }, open)
    expect(await door().expect(place, false)).toBeUndefined()
    await door().expectNothing(place, { untouched: false, earlier: undefined })
    expect(await door().expect(place, false)).toBe(1_000)
    await door().keep({ place, came: cameWith('as it is') }, open)
    expect([...local.kept.keys()]).toEqual([])
    expect([...session.kept.keys()]).toEqual([`received:${await receivedId(place)}`])
  })
})

test('what a newer version keeps beside it is neither lost nor shown', async () => {
  await local.set({
    received: { later: { origin: place.origin, at: 'soon' }, more: { at: 5, origin: '', by: 1 } },
  })
  await door().keep({ place, came: cameWith(await seal({ text: 'x' }, { linkKey: newLinkKey() })) }, open)
  expect(local.kept.get('received')).toMatchObject({ later: { at: 'soon' }, more: { by: 1 } })
})
