import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type AccountSecrets, createAccountSecrets } from '../../../lib/adapters/account-secrets'
import { createAccountStore } from '../../../lib/adapters/account-store'
import { createAccountApi, createApi } from '../../../lib/adapters/api/api'
import { createSettingsStore, type SettingsStore } from '../../../lib/adapters/settings-store'
import {
  addAccount,
  changeAccount,
  type EditAccountsWorld,
  removeAccount,
  replaceToken,
  testAccount,
} from '../../../lib/usecases/edit-accounts'
import { type Account, type Profile, type Server, startServer } from '../../server/server'
import { memoryArea } from '../../support/area'
import { nodeNetwork } from '../../support/network'
import { memoryVault } from '../../support/vault'

const alice = { user: 'alice@example.com', token: 'alices-token' }
const again = { user: 'alice@example.com', token: 'alices-new-token' }

let area: ReturnType<typeof memoryArea>
let server: Server
let world: EditAccountsWorld
let accountSecrets: AccountSecrets
let settings: SettingsStore
/** Whom the server knows just now. */
let known: Account[]
const start = async (profile: Profile = '0.26') => {
  known = [alice]
  server = await startServer({ profile, accounts: known })
  area = memoryArea()
  const outside = { network: nodeNetwork, allowed: async () => true, patience: 2_000 }
  const accounts = createAccountStore(area, memoryVault())
  accountSecrets = createAccountSecrets(area, accounts, account => createAccountApi(outside, account))
  settings = createSettingsStore(area, () => 'Europe/Paris')
  world = {
    accounts,
    accountSecrets,
    settings,
    policy: { read: async () => ({}) },
    api: origin => createApi(outside, origin),
    accountApi: account =>
      createAccountApi(outside, account, accepted => accounts.heard(account.id, accepted)),
    knock: access => createAccountApi(outside, access),
    now: () => 1_000_000,
    newId: () => crypto.randomUUID(),
  }
}
const add = (access = alice) => addAccount(world, { name: 'Production', server: server.origin, ...access })
beforeEach(() => start())
afterEach(() => server.close())

describe.each(['0.18', '0.23', '0.25', '0.26'] satisfies Profile[])('on a server of %s', profile => {
  beforeEach(async () => {
    await server.close()
    await start(profile)
  })
  test('an account is kept once its server accepts it, and not before', async () => {
    await expect(add({ ...alice, token: 'wrong' })).rejects.toMatchObject({ code: 'unauthorised' })
    expect(await world.accounts.all()).toEqual([])
    const id = await add()
    expect(await world.accounts.open(id, server.origin)).toMatchObject(alice)
  })
  test('a new token takes the old one’s place once the server accepts it; until then the old one stays', async () => {
    const id = await add()
    await expect(replaceToken(world, id, again.token)).rejects.toMatchObject({ code: 'unauthorised' })
    expect(await world.accounts.read(id)).toMatchObject(alice)
    expect(await world.accounts.all(), 'it was not the kept one that failed').toMatchObject([{ failures: 0 }])
  })
})

test('a token is shown to no server that the organisation does not allow', async () => {
  world = { ...world, policy: { read: async () => ({ allowedServers: ['https://eu.onetimesecret.com'] }) } }
  await expect(add()).rejects.toMatchObject({ code: 'serverNotAllowed' })
  expect(server.log).toEqual([])
  expect(await world.accounts.all()).toEqual([])
})
test('nor is a new token, or the old one when it is tested', async () => {
  const id = await add()
  server.log.length = 0
  world = { ...world, policy: { read: async () => ({ allowedServers: ['https://eu.onetimesecret.com'] }) } }
  await expect(replaceToken(world, id, again.token)).rejects.toMatchObject({ code: 'serverNotAllowed' })
  await expect(testAccount(world, id)).rejects.toMatchObject({ code: 'serverNotAllowed' })
  expect(server.log).toEqual([])
  expect(await world.accounts.read(id)).toMatchObject(alice)
})
test('a token is shown to nothing that is no Onetime Secret server', async () => {
  server.misbehave({ at: 'html' })
  await expect(add()).rejects.toMatchObject({ code: 'notAServer' })
  expect(server.log.every(({ headers }) => headers.authorization === undefined)).toBe(true)
  server.misbehave(undefined)
  const id = await add()
  server.log.length = 0
  server.misbehave({ at: 'html' })
  await expect(replaceToken(world, id, 'other')).rejects.toMatchObject({ code: 'notAServer' })
  expect(server.log.every(({ headers }) => headers.authorization === undefined)).toBe(true)
})
test('a replaced token is used from then on, and the account’s list is tried again', async () => {
  const id = await add()
  const account = await world.accounts.read(id)
  known.splice(0, 1, again)
  expect(await accountSecrets.ask(account, 1)).toEqual({ is: 'broken' })
  await replaceToken(world, id, again.token)
  const renewed = await world.accounts.read(id)
  expect(renewed.token).toBe(again.token)
  expect(await accountSecrets.ask(renewed, 2)).toMatchObject({ is: 'list' })
})
test('testing an account counts as what it finds', async () => {
  const id = await add()
  known.splice(0, 1, again)
  for (const failures of [1, 2, 3]) {
    await expect(testAccount(world, id)).rejects.toMatchObject({ code: 'unauthorised' })
    expect(await world.accounts.all()).toMatchObject([{ failures }])
  }
  known.splice(0, 1, alice)
  await testAccount(world, id)
  expect(await world.accounts.all()).toMatchObject([{ failures: 0 }])
})
test('a server that is away says nothing about an account', async () => {
  const id = await add()
  server.misbehave({ at: 'status', status: 500 })
  await expect(testAccount(world, id)).rejects.toMatchObject({ code: 'serverError' })
  expect(await world.accounts.all()).toMatchObject([{ failures: 0 }])
})
test('the preferred account is taken for the next secret, unless something else was chosen', async () => {
  const sharing = async () => (await settings.read()).sharing
  const first = await add()
  expect((await sharing()).account, 'another server is chosen').toBeNull()
  await settings.change(({ sharing }) => ({ sharing: { ...sharing, server: server.origin } }))
  const second = await add()
  expect((await sharing()).account, 'the first one is preferred').toBeNull()
  await changeAccount(world, second, { preferred: true })
  expect((await sharing()).account).toBe(second)
  await changeAccount(world, first, { preferred: true })
  expect((await sharing()).account, 'somebody has chosen').toBe(second)
})
test('a removed account leaves nothing of itself, and is not silently left out of what it was chosen for', async () => {
  await settings.change(({ sharing }) => ({ sharing: { ...sharing, server: server.origin } }))
  const id = await add()
  await testAccount(world, id)
  await removeAccount(world, id)
  expect([...area.kept.keys()].filter(key => key.includes(id))).toEqual([])
  expect((await settings.read()).sharing.account).toBe(id)
})
