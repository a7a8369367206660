import { type Signal, signal } from '@preact/signals'
import { beforeEach, expect, test } from 'vitest'
import { createSettingsSignal } from '../../components/settings-signal'
import { SharingDefaultsModel } from '../../components/sharing/model'
import { createSettingsStore, type SettingsStore } from '../../lib/adapters/settings-store'
import type { KnownAccount } from '../../lib/domain/account'
import type { Policy } from '../../lib/domain/policy'
import { knownAccount } from '../support/accounts'
import { memoryArea } from '../support/area'

const eu = 'https://eu.onetimesecret.com'
const own = 'https://secrets.example.com'
const billing = knownAccount({ id: '2c7f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f11', server: own, preferred: true })

let door: SettingsStore
let accounts: Signal<readonly KnownAccount[]>
let policy: Signal<Policy>
const page = async () =>
  new SharingDefaultsModel({ settings: createSettingsSignal(door, await door.read(), policy), accounts })
beforeEach(async () => {
  door = createSettingsStore(memoryArea(), () => 'Europe/Paris')
  await door.change(() => ({ servers: [own], limits: { [own]: { anonymous: 3_600, account: 7_200 } } }))
  accounts = signal<readonly KnownAccount[]>([billing])
  policy = signal<Policy>({})
})
const kept = async () => (await door.read()).sharing

test('a new secret starts as it is chosen here, and as the last one unless it is said otherwise', async () => {
  const model = await page()
  expect(model.remember.value).toBe('last')
  await model.start('fixed')
  await model.choose({ ttl: 300, mode: 'standard' })
  expect(await door.read()).toMatchObject({
    remember: 'fixed',
    sharing: { ttl: 300, mode: 'standard', server: eu },
  })
})
test('with a server comes the account that is preferred there, and none from another server', async () => {
  const model = await page()
  await model.choose({ server: own })
  expect(await kept()).toMatchObject({ server: own, account: billing.id })
  expect(model.offered.value).toEqual([billing])
  expect(model.longest.value).toBe(7_200)
  await model.choose({ account: null })
  expect(model.longest.value).toBe(3_600)
  await model.choose({ ttl: 300 })
  expect((await kept()).account).toBeNull()
  await model.choose({ server: eu })
  expect(await kept()).toMatchObject({ server: eu, account: null })
  expect(model.offered.value).toEqual([])
})
test('an account that cannot be used is not offered', async () => {
  accounts.value = [{ ...billing, disabled: true }]
  const model = await page()
  await model.choose({ server: own })
  expect(await kept()).toMatchObject({ server: own, account: null })
  expect(model.offered.value).toEqual([])
})
test('an organisation’s rules are shown, and what the person chose is not lost over them', async () => {
  const model = await page()
  await model.choose({ mode: 'standard' })
  policy.value = { sealedRequired: true }
  expect(model.sharing.value.mode).toBe('sealed')
  await model.choose({ ttl: 300 })
  expect((await kept()).mode).toBe('standard')
})
