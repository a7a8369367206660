import { expect, test } from 'vitest'
import { createHistory, type Fresh } from '../../../lib/doors/history'
import { createVault } from '../../../lib/doors/vault'
import { Entry } from '../../../lib/rules/entry'
import { memoryArea } from '../../support/area'
import { memoryKeys, memoryVault } from '../../support/vault'

const fresh = (label = 'wifi', created = 1): Fresh => ({
  id: crypto.randomUUID(),
  server: 'https://eu.onetimesecret.com',
  account: null,
  created,
  expires: created + 60_000,
  state: 'waiting',
  sealed: true,
  passphrase: false,
  label,
  metadataKey: 'm3tadatakey0',
})

test('history has no place for a text, a note, a link or its key', async () => {
  const entry = { ...fresh(), version: 1, handle: 'x', news: false, imported: false, metadataKey: undefined }
  const { metadataKey: _, ...good } = entry
  expect(Entry.safeParse(good).success).toBe(true)
  for (const name of ['text', 'note', 'link', 'linkKey', 'key', 'secretKey', 'passphraseText', 'value']) {
    expect(Entry.safeParse({ ...good, [name]: 'hunter2' }).success, name).toBe(false)
  }
})
test('the metadata key is never stored in the clear, and comes back', async () => {
  const area = memoryArea()
  const history = createHistory(area, memoryVault())
  await history.add(fresh())
  expect(JSON.stringify([...area.kept])).not.toContain('m3tadatakey0')
  const [entry] = await history.all()
  expect(entry && (await history.metadataKey(entry))).toBe('m3tadatakey0')
})
test('a handle opens for its own entry alone', async () => {
  const history = createHistory(memoryArea(), memoryVault())
  await history.add(fresh('one', 1))
  await history.add(fresh('two', 2))
  const [two, one] = await history.all()
  if (!one || !two) throw new Error('both are there')
  await expect(history.metadataKey({ ...one, handle: two.handle })).rejects.toThrow()
})
test('adding one entry rewrites no other', async () => {
  const area = memoryArea()
  const history = createHistory(area, memoryVault())
  await history.add(fresh('one'))
  await history.add(fresh('two'))
  expect(new Set(area.writes).size).toBe(area.writes.length)
})
test('two hundred at once all survive, newest first', async () => {
  const history = createHistory(memoryArea(), memoryVault())
  await Promise.all(Array.from({ length: 200 }, (_, index) => history.add(fresh(`n${index}`, index))))
  const labels = (await history.all()).map(entry => entry.label)
  expect(labels).toEqual(Array.from({ length: 200 }, (_, index) => `n${199 - index}`))
})
test('what cannot be read is left alone', async () => {
  const area = memoryArea({ 'entry:x': { version: 9 }, 'entry:y': 'garbage', other: 1 })
  const history = createHistory(area, memoryVault())
  await history.add(fresh())
  expect(await history.all()).toHaveLength(1)
  expect(area.kept.has('entry:x')).toBe(true)
})
test('a full disk is said', async () => {
  const area = memoryArea()
  const history = createHistory(area, memoryVault())
  area.full = true
  await expect(history.add(fresh())).rejects.toMatchObject({ code: 'notKept' })
})
test('the vault makes one key, however many ask for it first', async () => {
  const keys = memoryKeys()
  const vault = createVault(memoryArea(), keys)
  const boxes = await Promise.all(['a', 'b', 'c'].map(text => vault.encrypt(text, 'p')))
  expect(keys.saved()).toBe(1)
  expect(await Promise.all(boxes.map(box => vault.decrypt(box, 'p')))).toEqual(['a', 'b', 'c'])
})
test('a vault of a later session opens what an earlier one closed', async () => {
  const area = memoryArea()
  const keys = memoryKeys()
  const box = await createVault(area, keys).encrypt('m', 'p')
  expect(await createVault(area, keys).decrypt(box, 'p')).toBe('m')
  await expect(createVault(area, keys).decrypt(box, 'q')).rejects.toThrow()
})
