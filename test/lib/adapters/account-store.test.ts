import { beforeEach, expect, test } from 'vitest'
import { createAccountStore, createAccountsReader } from '../../../lib/adapters/account-store'
import type { Vault } from '../../../lib/adapters/vault'
import { Fault } from '../../../lib/domain/fault'
import { memoryArea } from '../../support/area'
import { memoryVault } from '../../support/vault'

const eu = 'https://eu.onetimesecret.com'
const us = 'https://us.onetimesecret.com'
const person = {
  name: 'Production – billing',
  server: eu,
  user: 'alice@example.com',
  token: 't0ken-of-alice',
}

let area: ReturnType<typeof memoryArea>
let vault: Vault
let accounts: ReturnType<typeof createAccountStore>
beforeEach(() => {
  area = memoryArea()
  vault = memoryVault()
  accounts = createAccountStore(area, vault)
})
const add = async (patch: Partial<typeof person> = {}, id: string = crypto.randomUUID()) => {
  await accounts.add({ ...person, ...patch }, id, 7)
  return id
}
const named = async (id: string) => (await accounts.all()).find(account => account.id === id)

test('a token is never stored in the clear, and comes back for its own server', async () => {
  const id = await add()
  expect(JSON.stringify([...area.kept])).not.toContain('t0ken')
  expect(await accounts.open(id, eu)).toEqual({ id, ...person })
})
test('who only looks is never handed a token, in any form', async () => {
  const id = await add()
  const [seen] = await createAccountsReader(area).all()
  const { token: _, ...rest } = person
  expect(seen).toEqual({
    ...rest,
    ...{ id, since: 7, disabled: false, preferred: true, failures: 0, hasToken: true },
  })
})
test('a token opens for no other account and for no other server, whoever edits the storage', async () => {
  const [one, two] = [await add(), await add({ name: 'two' })]
  const [first, second] = [area.kept.get(`account:${one}`), area.kept.get(`account:${two}`)] as object[]
  area.kept.set(`account:${one}`, { ...first, token: (second as { token: string }).token })
  await expect(accounts.open(one, eu)).rejects.toMatchObject({ code: 'accountNoToken' })
  area.kept.set(`account:${two}`, { ...second, server: 'https://evil.example.com' })
  await expect(accounts.open(two, 'https://evil.example.com')).rejects.toMatchObject({
    code: 'accountNoToken',
  })
  expect(await accounts.ready()).toEqual([])
})
test('one damaged value costs one account', async () => {
  const [one, two] = [await add({ name: 'one' }), await add({ name: 'two' })]
  for (const garbage of [
    'garbage',
    null,
    { version: 9 },
    { ...(area.kept.get(`account:${two}`) as object) },
  ]) {
    area.kept.set(`account:${one}`, garbage)
    expect((await accounts.all()).map(({ name }) => name)).toEqual(['two'])
    await expect(accounts.open(one, eu)).rejects.toMatchObject({ code: 'accountGone' })
  }
  expect((await accounts.open(two, eu)).token).toBe(person.token)
})
test('a damaged list of them costs none', async () => {
  const id = await add()
  area.kept.set('accounts', 'garbage')
  expect((await accounts.all()).map(account => account.id)).toEqual([id])
  const other = await add({ name: 'A new one' })
  expect(area.kept.get('accounts')).toEqual([id, other])
})
test('a worker that is stopped while it adds or removes one leaves none unseen', async () => {
  const stopping = { ...area, set: (items: Record<string, unknown>) => stopAfter(1, items) }
  let writes = 0
  const stopAfter = (most: number, items: Record<string, unknown>) =>
    ++writes > most ? new Promise<void>(() => {}) : area.set(items)
  void createAccountStore(stopping, vault).add(person, crypto.randomUUID(), 7)
  await expect.poll(() => writes).toBe(2)
  expect([...area.kept.keys()]).toEqual(['vault', 'accounts'].filter(key => area.kept.has(key)))
  expect(await accounts.all()).toEqual([])
  const id = await add()
  void createAccountStore({ ...area, set: () => new Promise<void>(() => {}) }, vault).remove(id)
  await expect.poll(() => area.kept.has(`account:${id}`)).toBe(false)
  expect(await accounts.all()).toEqual([])
})
test('finding them reads nothing of a long history', async () => {
  const id = await add()
  const read: unknown[] = []
  const counting = {
    ...area,
    getKeys: async () => {
      read.push('all keys')
      return [...area.kept.keys()]
    },
    get: (keys: string | string[] | null) => {
      read.push(keys)
      return area.get(keys)
    },
  }
  await createAccountsReader(counting).all()
  expect(read).toEqual(['accounts', [`account:${id}`]])
})
test('a locked vault is named as that, and what is asked unbidden is left', async () => {
  const id = await add()
  const locked = createAccountStore(area, {
    ...vault,
    decrypt: async () => {
      throw new Fault('busy')
    },
  })
  await expect(locked.open(id, eu)).rejects.toMatchObject({ code: 'busy' })
  expect(await locked.ready()).toEqual([])
  expect(await locked.all()).toHaveLength(1)
})
test('one account is preferred at a server, at most: the first, or the one that was chosen', async () => {
  const [one, two, elsewhere] = [await add(), await add(), await add({ server: us })]
  const preferred = async () => (await accounts.all()).flatMap(({ id, preferred }) => (preferred ? [id] : []))
  expect((await preferred()).toSorted()).toEqual([one, elsewhere].toSorted())
  await Promise.all([
    accounts.change(one, { preferred: true }),
    accounts.change(two, { preferred: true }),
    accounts.heard(one, false),
  ])
  expect((await preferred()).toSorted()).toEqual([two, elsewhere].toSorted())
  await accounts.change(two, { preferred: false })
  expect(await preferred()).toEqual([elsewhere])
})
test('a new token takes the old one’s place, with its age and its failures', async () => {
  const id = await add()
  await accounts.heard(id, false)
  await accounts.replace(id, 'n3w', 9)
  expect((await accounts.open(id, eu)).token).toBe('n3w')
  expect(await named(id)).toMatchObject({ since: 9, failures: 0, name: person.name })
})
test('refusals are counted in a row, and one that is accepted ends it', async () => {
  const id = await add()
  await Promise.all([accounts.heard(id, false), accounts.heard(id, false)])
  expect(await accounts.ready()).toHaveLength(1)
  await accounts.heard(id, false)
  expect(await named(id)).toMatchObject({ failures: 3 })
  expect(await accounts.ready(), 'nothing more is asked with it unbidden').toEqual([])
  await accounts.heard(id, true)
  expect(await named(id)).toMatchObject({ failures: 0 })
  const writes = area.writes.length
  await accounts.heard(id, true)
  expect(area.writes.length, 'what changes nothing is not written').toBe(writes)
})
test('what is noted of an account that is no more brings it not back', async () => {
  const id = await add()
  await Promise.all([accounts.remove(id), accounts.heard(id, false), accounts.used(id, 1)])
  expect(area.kept.has(`account:${id}`)).toBe(false)
  await expect(accounts.change(id, { name: 'x' })).rejects.toMatchObject({ code: 'accountGone' })
})
test('a disabled account keeps all it has', async () => {
  const id = await add()
  await accounts.change(id, { disabled: true })
  await expect(accounts.open(id, eu)).rejects.toMatchObject({ code: 'accountDisabled' })
  expect(await accounts.ready()).toEqual([])
  await accounts.change(id, { disabled: false })
  expect((await accounts.open(id, eu)).token).toBe(person.token)
})
test('a link domain is taken away again', async () => {
  const id = await add()
  await accounts.change(id, { shareDomain: 'secrets.acme.com' })
  expect((await accounts.open(id, eu)).shareDomain).toBe('secrets.acme.com')
  await accounts.change(id, { shareDomain: null })
  expect(await accounts.open(id, eu)).not.toHaveProperty('shareDomain')
})
test('an account that came without a token takes one later', async () => {
  const { token: _, ...bare } = person
  const id = crypto.randomUUID()
  await accounts.add(bare, id, 7)
  expect(await named(id)).toMatchObject({ hasToken: false })
  await accounts.replace(id, 'n3w', 9)
  expect((await accounts.open(id, eu)).token).toBe('n3w')
})
test('a full disk is said, and what was there stays', async () => {
  const id = await add()
  area.full = true
  await expect(accounts.replace(id, 'n3w', 9)).rejects.toMatchObject({ code: 'notKept' })
  area.full = false
  expect((await accounts.open(id, eu)).token).toBe(person.token)
})
