import { beforeEach, expect, test } from 'vitest'
import { createSettingsStore } from '../../../lib/adapters/settings-store'
import { Fault } from '../../../lib/domain/fault'
import type { Policy } from '../../../lib/domain/policy'
import {
  addServer,
  countWaiting,
  type EditServersWorld,
  removeServer,
} from '../../../lib/usecases/edit-servers'
import { memoryArea } from '../../support/area'
import { entryWith } from '../../support/entries'
import { memoryPermissions } from '../../support/permissions'

const own = 'https://secrets.example.com'
const ownPattern = `${own}/*`
const otherPort = `${own}:8443`
const down = 'https://down.example.com'

let browser: ReturnType<typeof memoryPermissions>
let accountServers: string[]
let asked: string[]
let settings: ReturnType<typeof createSettingsStore>
let policy: Policy
let world: EditServersWorld
beforeEach(async () => {
  browser = memoryPermissions({ origins: [ownPattern] })
  accountServers = []
  asked = []
  policy = {}
  settings = createSettingsStore(memoryArea(), () => 'Europe/Paris')
  await settings.change(() => ({ servers: [own], limits: { [own]: { anonymous: 60 } } }))
  world = {
    settings,
    permissions: browser.permissions,
    accounts: { all: async () => accountServers.map(server => ({ server })) },
    api: origin => ({
      status: async () => {
        asked.push(origin)
        if (origin === down) throw new Fault('unreachable')
        return { status: 'nominal' }
      },
    }),
    history: { waiting: async () => [own, own, otherPort].map(server => entryWith({ server })) },
    policy: { read: async () => policy },
  }
})
const held = () => browser.held.origins.has(ownPattern)

test('a server that is removed is forgotten with its limits, and its permission is given back', async () => {
  await removeServer(world, own)
  expect(await settings.read()).toMatchObject({ servers: [], limits: {} })
  expect(held()).toBe(false)
})
test('a permission that another server needs is kept until that one goes, too', async () => {
  await settings.change(() => ({ servers: [own, otherPort] }))
  await removeServer(world, own)
  expect(held()).toBe(true)
  await removeServer(world, otherPort)
  expect(held()).toBe(false)
})
test('a permission that the organisation’s own server needs is kept', async () => {
  for (const rules of [{ allowedServers: [own] }, { allowedServers: [otherPort] }, { defaultServer: own }]) {
    await settings.change(() => ({ servers: [own] }))
    policy = rules
    await removeServer(world, own)
    expect((await settings.read()).servers).toEqual([])
    expect(held()).toBe(true)
  }
})
test('while the organisation’s rules can’t be read, nothing is given back or forgotten', async () => {
  world = {
    ...world,
    policy: {
      read: async () => {
        throw new Fault('policyBroken')
      },
    },
  }
  await expect(removeServer(world, own)).rejects.toMatchObject({ code: 'policyBroken' })
  expect((await settings.read()).servers).toEqual([own])
  expect(held()).toBe(true)
})
test('the one that new secrets start with stays until another one is chosen', async () => {
  await settings.change(({ sharing }) => ({ sharing: { ...sharing, server: own } }))
  await expect(removeServer(world, own)).rejects.toMatchObject({ code: 'serverIsDefault' })
  expect((await settings.read()).servers).toEqual([own])
  expect(held()).toBe(true)
})
test('one with an account of the person stays until that is removed', async () => {
  accountServers = [own]
  await expect(removeServer(world, own)).rejects.toMatchObject({ code: 'serverHasAccounts' })
  expect((await settings.read()).servers).toEqual([own])
  expect(held()).toBe(true)
})
test('a host that the extension comes with is never given back', async () => {
  await removeServer(world, 'https://eu.onetimesecret.com:8443')
  expect(browser.held.origins.has('https://eu.onetimesecret.com/*')).toBe(true)
})

test('a server is offered once it has answered, and once only', async () => {
  const other = 'https://other.example.com'
  await addServer(world, other)
  await addServer(world, other)
  expect((await settings.read()).servers).toEqual([own, other])
  await expect(addServer(world, down)).rejects.toMatchObject({ code: 'unreachable' })
  expect((await settings.read()).servers).toEqual([own, other])
})
test('a region is always there, so it is not written down', async () => {
  await addServer(world, 'https://eu.onetimesecret.com')
  expect((await settings.read()).servers).toEqual([own])
})
test('a server that the organisation does not allow is not even asked', async () => {
  policy = { allowedServers: [own] }
  await expect(addServer(world, down)).rejects.toMatchObject({ code: 'serverNotAllowed' })
  expect(asked).toEqual([])
})
test('it is known how many secrets still wait on a server', async () => {
  expect(await countWaiting(world, own)).toBe(2)
  expect(await countWaiting(world, down)).toBe(0)
})
