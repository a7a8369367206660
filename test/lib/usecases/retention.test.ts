import { beforeEach, expect, test } from 'vitest'
import { createHistoryStore } from '../../../lib/adapters/history-store'
import { createSettingsStore, defaultSettings } from '../../../lib/adapters/settings-store'
import { withEnd } from '../../../lib/domain/history-entry'
import { applyRetention, forgetSettled, markSeen } from '../../../lib/usecases/retention'
import { memoryArea } from '../../support/area'
import { freshWith } from '../../support/entries'
import { memoryVault } from '../../support/vault'

const day = 24 * 60 * 60 * 1000
let local: ReturnType<typeof memoryArea>
let vault: ReturnType<typeof memoryVault>
let history: ReturnType<typeof createHistoryStore>
const settings = () => createSettingsStore(local, () => 'UTC')
const labels = async () => (await history.all()).map(({ label }) => label).toSorted()
const add = async (label: string, settled?: number) => {
  const fresh = freshWith({ label, created: 0, expires: 7 * day })
  await history.add(fresh)
  if (settled !== undefined) await history.change(fresh.id, entry => withEnd(entry, 'read', settled, true))
  return fresh.id
}
beforeEach(() => {
  local = memoryArea()
  vault = memoryVault()
  history = createHistoryStore(local, vault)
})

test('what ended thirty days ago is forgotten, and what waits is not', async () => {
  await add('waits')
  await add('ended long ago', day)
  await add('ended lately', 3 * day)
  await applyRetention({ history, settings: settings(), now: () => 32 * day })
  expect(await labels()).toEqual(['ended lately', 'waits'])
})
test('a person can choose for how long', async () => {
  await settings().change(() => ({ retention: 2 }))
  await add('ended', day)
  await applyRetention({ history, settings: settings(), now: () => 2.5 * day })
  expect(await labels()).toEqual(['ended'])
  await applyRetention({ history, settings: settings(), now: () => 3.5 * day })
  expect(await labels()).toEqual([])
})
test('settings of before there was a choice still hold', async () => {
  const { retention: _, notify: __, keepPrivate: ___, ...older } = defaultSettings('us')
  local = memoryArea({ settings: { ...older, servers: ['https://secrets.example.com'] } })
  expect(await settings().read()).toMatchObject({
    servers: ['https://secrets.example.com'],
    retention: 30,
    notify: false,
    keepPrivate: false,
  })
})
test('a server that never answered again is given up as long after the expiry', async () => {
  const id = await add('silent')
  await applyRetention({ history, settings: settings(), now: () => 36 * day })
  expect((await history.find(id))?.state).toBe('waiting')
  await applyRetention({ history, settings: settings(), now: () => 38 * day })
  expect(await history.find(id)).toMatchObject({ state: 'gone', news: false })
})
test('what was seen is no news any more', async () => {
  await add('one', day)
  await add('two', day)
  await markSeen({ history })
  expect((await history.all()).map(({ news }) => news)).toEqual([false, false])
  const writes = local.writes.length
  await markSeen({ history })
  expect(local.writes.length).toBe(writes)
})
test('all that ended is forgotten when that is wanted', async () => {
  await add('waits')
  await add('ended', day)
  await forgetSettled({ history })
  expect(await labels()).toEqual(['waits'])
})
