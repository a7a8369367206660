import { signal } from '@preact/signals'
import { beforeEach, expect, test } from 'vitest'
import { BackupModel, type BackupWorld } from '../../components/backup/model'
import { createSettingsSignal } from '../../components/settings-signal'
import { writeBackup } from '../../lib/adapters/backup-file'
import type { Call } from '../../lib/adapters/messages'
import { createSettingsStore, defaultSettings, type SettingsStore } from '../../lib/adapters/settings-store'
import { Fault } from '../../lib/domain/fault'
import { memoryArea } from '../support/area'

const own = 'https://secrets.example.com'
const theirs = { ...defaultSettings('eu'), servers: [own], retention: 90 }
const fileOf = (text: string) => ({ size: text.length, text: async () => text })
const theirFile = fileOf(writeBackup(theirs, []))

let door: SettingsStore
let world: BackupWorld
let asked: unknown[]
let saved: string[][]
let requested: string[][]
let answer: () => unknown
beforeEach(async () => {
  door = createSettingsStore(memoryArea(), () => 'Europe/Paris')
  asked = []
  saved = []
  requested = []
  answer = () => undefined
  world = {
    settings: createSettingsSignal(door, await door.read(), signal({})),
    call: (async (name: string, ask: unknown) => {
      asked.push([name, ask])
      return answer()
    }) as Call,
    accounts: async () => [],
    save: (name, text) => {
      saved.push([name, text])
    },
    request: async patterns => {
      requested.push(patterns)
      return false
    },
  }
})

test('what is saved is what is kept by now', async () => {
  const model = new BackupModel(world)
  await door.change(() => ({ retention: 7 }))
  await model.save()
  expect(saved).toEqual([['cachet-settings.json', writeBackup(await door.read(), [])]])
})
test('a backup that cannot be made says so, and can be tried again', async () => {
  const model = new BackupModel({ ...world, accounts: () => Promise.reject(new Error('no')) })
  await model.save()
  expect(model.restoring.value).toEqual({ at: 'notSaved' })
  expect(saved).toEqual([])
  const again = new BackupModel(world)
  await again.save()
  expect(again.restoring.value).toEqual({ at: 'idle' })
})
test('a file is only looked at until the person says so', async () => {
  const model = new BackupModel(world)
  await model.choose(theirFile)
  expect(model.restoring.value).toMatchObject({
    at: 'looking',
    plan: { settings: { retention: 90 }, servers: [own] },
  })
  expect({ asked, requested }).toEqual({ asked: [], requested: [] })
  model.cancel()
  expect(model.restoring.value).toEqual({ at: 'idle' })
})
test('the press asks for new servers, and restores whatever the browser says', async () => {
  const model = new BackupModel(world)
  await model.choose(theirFile)
  const restoring = model.restore()
  expect(model.restoring.value.at).toBe('restoring')
  await restoring
  expect(requested).toEqual([[`${own}/*`]])
  expect(asked).toEqual([['restore', { text: await theirFile.text() }]])
  expect(model.restoring.value).toEqual({ at: 'done' })
})
test('a file of nothing new says so, and one that is bad, too', async () => {
  const model = new BackupModel(world)
  await model.choose(fileOf(writeBackup(await door.read(), [])))
  expect(model.restoring.value).toEqual({ at: 'same' })
  await model.choose(fileOf('{}'))
  expect(model.restoring.value).toEqual({ at: 'failed', failure: { code: 'backupBad' } })
  await model.restore()
  expect(asked).toEqual([])
})
test('a huge file is not even read', async () => {
  const model = new BackupModel(world)
  const read = async () => {
    throw new Error('read')
  }
  await model.choose({ size: 2_000_000, text: read })
  expect(model.restoring.value).toEqual({ at: 'failed', failure: { code: 'backupBad' } })
})
test('what the background refuses is said', async () => {
  answer = () => {
    throw new Fault('policyBroken')
  }
  const model = new BackupModel(world)
  await model.choose(theirFile)
  await model.restore()
  expect(model.restoring.value).toEqual({ at: 'failed', failure: { code: 'policyBroken' } })
})
