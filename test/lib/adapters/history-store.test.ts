import { expect, test } from 'vitest'
import { createHistoryReader, createHistoryStore, type NewEntry } from '../../../lib/adapters/history-store'
import { Entry, withEnd } from '../../../lib/domain/history-entry'
import { memoryArea } from '../../support/area'
import { memoryVault } from '../../support/vault'

const fresh = (label = 'wifi', created = 1): NewEntry => ({
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
test('a link for one of several people holds nothing but its place among them', async () => {
  const area = memoryArea()
  const history = createHistoryStore(area, memoryVault())
  const batch = { id: crypto.randomUUID(), number: 2, of: 3 }
  await history.add({ ...fresh(), batch })
  expect((await history.all()).map(entry => entry.batch)).toEqual([batch])
  const wrong = { ...batch, text: 'hunter2' }
  await expect(history.add({ ...fresh(), batch: wrong })).rejects.toThrow()
  expect(JSON.stringify([...area.kept])).not.toContain('hunter2')
})
test('the metadata key is never stored in the clear, and comes back', async () => {
  const area = memoryArea()
  const history = createHistoryStore(area, memoryVault())
  await history.add(fresh())
  expect(JSON.stringify([...area.kept])).not.toContain('m3tadatakey0')
  const [entry] = await history.all()
  expect(entry && (await history.metadataKey(entry))).toBe('m3tadatakey0')
})
test('a handle opens for its own entry alone', async () => {
  const history = createHistoryStore(memoryArea(), memoryVault())
  await history.add(fresh('one', 1))
  await history.add(fresh('two', 2))
  const [two, one] = await history.all()
  if (!one || !two) throw new Error('both are there')
  await expect(history.metadataKey({ ...one, handle: two.handle })).rejects.toMatchObject({
    code: 'handleLost',
  })
})
test('adding one entry rewrites no other', async () => {
  const area = memoryArea()
  const history = createHistoryStore(area, memoryVault())
  await history.add(fresh('one'))
  await history.add(fresh('two'))
  expect(new Set(area.writes).size).toBe(area.writes.length)
})
test('two hundred at once all survive, newest first', async () => {
  const history = createHistoryStore(memoryArea(), memoryVault())
  await Promise.all(Array.from({ length: 200 }, (_, index) => history.add(fresh(`n${index}`, index))))
  const labels = (await history.all()).map(entry => entry.label)
  expect(labels).toEqual(Array.from({ length: 200 }, (_, index) => `n${199 - index}`))
})
test('no time is kept that is none, as nobody could be shown it', async () => {
  const area = memoryArea()
  const history = createHistoryStore(area, memoryVault())
  for (const wrong of [-1, 8.64e15 + 1, 9007199254740991])
    await expect(history.add({ ...fresh(), expires: wrong }), String(wrong)).rejects.toThrow()
  const good = fresh()
  await history.add(good)
  const key = `entry:w:${good.id}`
  for (const name of ['created', 'expires', 'checked', 'burning', 'settled']) {
    const kept = area.kept.get(key)
    area.kept.set(key, { ...(kept as object), [name]: 8.9e15 })
    expect(await history.all(), name).toEqual([])
    area.kept.set(key, kept)
  }
  expect(await history.all()).toHaveLength(1)
})
test('what cannot be read is left alone', async () => {
  const area = memoryArea({ 'entry:x': { version: 9 }, 'entry:y': 'garbage', other: 1 })
  const history = createHistoryStore(area, memoryVault())
  await history.add(fresh())
  expect(await history.all()).toHaveLength(1)
  expect(area.kept.has('entry:x')).toBe(true)
})
test('what ended is kept under another key, and what waits is found without reading it', async () => {
  const area = memoryArea()
  const history = createHistoryStore(area, memoryVault())
  const [waits, ended] = [fresh('waits'), fresh('ended')]
  await history.add(waits)
  await history.add(ended)
  await history.change(ended.id, entry => withEnd(entry, 'read', 7, true))
  expect(area.kept.has(`entry:w:${waits.id}`)).toBe(true)
  expect([area.kept.has(`entry:w:${ended.id}`), area.kept.has(`entry:s:${ended.id}`)]).toEqual([false, true])
  const read: string[] = []
  const counting = {
    ...area,
    getKeys: async () => [...area.kept.keys()],
    get: (keys: string | string[] | null) => {
      read.push(...(keys === null ? ['all'] : [keys].flat()))
      return area.get(keys)
    },
  }
  expect((await createHistoryReader(counting).waiting()).map(({ id }) => id)).toEqual([waits.id])
  expect(read).toEqual([`entry:w:${waits.id}`])
  expect((await createHistoryReader(area).waiting()).map(({ id }) => id)).toEqual([waits.id])
})
test('a worker that is stopped while it settles an entry leaves one entry, settled', async () => {
  const area = memoryArea()
  const history = createHistoryStore({ ...area, remove: () => new Promise<void>(() => {}) }, memoryVault())
  const one = fresh()
  await history.add(one)
  void history.change(one.id, entry => withEnd(entry, 'read', 7, true))
  await expect.poll(() => area.kept.size).toBe(2)
  const later = createHistoryStore(area, memoryVault())
  expect(await later.all()).toMatchObject([{ id: one.id, state: 'read' }])
  expect(await later.waiting()).toEqual([])
  expect(await later.find(one.id)).toMatchObject({ state: 'read' })
  await later.change(one.id, entry => ({ ...entry, news: false }))
  expect(await later.find(one.id)).toMatchObject({ state: 'read', news: false })
  await later.forget([one.id])
  expect(area.kept.size).toBe(0)
})
test('of two hundred changes to one entry, and of one to each of two hundred, none is lost', async () => {
  const history = createHistoryStore(memoryArea(), memoryVault())
  const all = Array.from({ length: 200 }, (_, at) => fresh(`n${at}`, at))
  await Promise.all(all.map(one => history.add(one)))
  const [first] = all
  if (!first) throw new Error('there are two hundred')
  await Promise.all([
    ...all.map(({ id }) => history.change(id, entry => withEnd(entry, 'read', 7, true))),
    ...all.map(({ id }) => history.change(id, entry => ({ ...entry, label: `${entry.label}!` }))),
    ...all.map(() => history.change(first.id, entry => ({ ...entry, failures: (entry.failures ?? 0) + 1 }))),
  ])
  const entries = await history.all()
  expect(entries.filter(({ state, label }) => state === 'read' && label.endsWith('!'))).toHaveLength(200)
  expect(entries.at(-1)?.failures).toBe(200)
})
test('a change that comes while an entry is forgotten does not bring it back', async () => {
  const area = memoryArea()
  const history = createHistoryStore(area, memoryVault())
  const one = fresh()
  await history.add(one)
  const [before] = await Promise.all([
    history.change(one.id, entry => ({ ...entry, label: 'before' })),
    history.forget([one.id]),
    history.change(one.id, entry => ({ ...entry, label: 'after' })),
  ])
  expect(before?.label).toBe('before')
  expect(area.kept.size).toBe(0)
})
test('adding or settling an entry writes two thousand bytes at most, the longest ones included', async () => {
  const area = memoryArea()
  const sizes: number[] = []
  const set = (items: Record<string, unknown>) => {
    sizes.push(new TextEncoder().encode(JSON.stringify(items)).length)
    return area.set(items)
  }
  const history = createHistoryStore({ ...area, set }, memoryVault())
  const long = fresh('漢'.repeat(200))
  await history.add({
    ...long,
    server: `https://${`${'s'.repeat(60)}.`.repeat(4)}example.com`,
    account: crypto.randomUUID(),
    recipient: 'é'.repeat(200),
    metadataKey: 'm'.repeat(62),
  })
  await history.change(long.id, entry => withEnd({ ...entry, failures: 9, checked: 1 }, 'read', 7, true))
  expect(sizes).toHaveLength(2)
  expect(Math.max(...sizes)).toBeLessThanOrEqual(2_000)
})
test('a full disk is said', async () => {
  const area = memoryArea()
  const history = createHistoryStore(area, memoryVault())
  area.full = true
  await expect(history.add(fresh())).rejects.toMatchObject({ code: 'notKept' })
})
