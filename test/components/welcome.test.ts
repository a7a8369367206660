import { type Signal, signal } from '@preact/signals'
import { beforeEach, expect, test } from 'vitest'
import { createSettingsSignal } from '../../components/settings-signal'
import { SharingDefaultsModel } from '../../components/sharing/model'
import { sampleSecret, WelcomeModel } from '../../components/welcome/model'
import { createSettingsStore, type SettingsStore } from '../../lib/adapters/settings-store'
import type { Policy } from '../../lib/domain/policy'
import { memoryArea } from '../support/area'

const [eu, ca] = ['https://eu.onetimesecret.com', 'https://ca.onetimesecret.com']
const own = 'https://secrets.example.com'

let area: ReturnType<typeof memoryArea>
let door: SettingsStore
let zone: string
let policy: Signal<Policy>
let asked: string[]
let granted: boolean
const page = async () => {
  const settings = createSettingsSignal(door, await door.read(), policy)
  const { choose } = new SharingDefaultsModel({ settings, accounts: signal([]) })
  const request = async (pattern: string) => {
    asked.push(pattern)
    return granted
  }
  const tools = { pinned: signal<boolean | undefined>(undefined), shortcut: signal('') }
  return new WelcomeModel(
    { settings, choose, request, ...tools },
    { chosen: await door.hasChosenServer(), allowed: true, nearest: eu },
  )
}
beforeEach(() => {
  area = memoryArea()
  zone = 'Europe/Paris'
  door = createSettingsStore(area, () => zone)
  policy = signal<Policy>({})
  asked = []
  granted = true
})

test('the time zone suggests a region, and decides nothing', async () => {
  const model = await page()
  expect(model.suggested.value).toBe(eu)
  expect(model.server.value).toBeUndefined()
  await model.chooseServer(ca)
  expect(model.server.value).toBe(ca)
  expect(model.saved.value).toBe('server')
  expect((await door.read()).sharing.server).toBe(ca)
})
test('who chooses the suggested region keeps it, wherever the computer goes', async () => {
  const model = await page()
  await model.chooseServer(eu)
  zone = 'Pacific/Auckland'
  expect((await door.read()).sharing.server).toBe(eu)
  expect((await page()).server.value).toBe(eu)
})
test('protection alone chooses no region', async () => {
  const model = await page()
  await model.chooseMode('standard')
  expect(model.saved.value).toBe('mode')
  expect(model.server.value).toBeUndefined()
  expect(await door.read()).toMatchObject({ sharing: { mode: 'standard' } })
  expect(await door.hasChosenServer()).toBe(false)
})
test('a region that the browser refuses is chosen all the same, and that it is refused is said', async () => {
  granted = false
  const model = await page()
  await model.chooseServer(ca)
  expect(asked).toEqual(['https://ca.onetimesecret.com/*'])
  expect(model.refused.value).toBe(true)
  expect(model.server.value).toBe(ca)
  granted = true
  await model.allow()
  expect(model.refused.value).toBe(false)
})
test('what cannot be stored is not said to be', async () => {
  const model = await page()
  area.set = async () => {
    throw new Error('no room')
  }
  await model.chooseServer(ca)
  expect(model.saved.value).toBeUndefined()
  expect(model.server.value).toBeUndefined()
  expect(model.failed.value).toBe(true)
})
test('an organisation’s servers are the choice, and its own one is chosen', async () => {
  policy.value = { allowedServers: [own], defaultServer: own, sealedRequired: true }
  await area.set({ policy: policy.value })
  const model = await page()
  expect(model.servers.value).toEqual([own])
  expect(model.sharing.value.mode).toBe('sealed')
})
test('a try is with the sample, and with nothing else', async () => {
  const model = await page()
  expect(model.tried.value).toBe('not yet')
  model.tryWith('Where are your secrets kept?')
  expect(model.tried.value).toBe('other')
  model.tryWith(sampleSecret)
  expect(model.tried.value).toBe('sample')
  model.tryWith(sampleSecret.slice(1))
  expect(model.tried.value).toBe('other')
})
