import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Accounts, createAccounts } from '../../../lib/doors/accounts'
import { createAccountApi } from '../../../lib/doors/api/account-api'
import { createApi } from '../../../lib/doors/api/api'
import { createHistory, type History } from '../../../lib/doors/history'
import { createRecents } from '../../../lib/doors/recents'
import { createSettings } from '../../../lib/doors/settings'
import { burn } from '../../../lib/journeys/burn'
import { findOrphan, type World } from '../../../lib/journeys/find-orphan'
import { importRecent } from '../../../lib/journeys/import-recent'
import { share } from '../../../lib/journeys/share'
import { blank, type Draft } from '../../../lib/rules/draft'
import type { Orphan } from '../../../lib/rules/orphan'
import { type Trace, traceOf } from '../../../lib/rules/trace'
import { type Profile, type Server, startServer } from '../../server/server'
import { memoryArea } from '../../support/area'
import { nodeNetwork } from '../../support/network'
import { memoryUntold } from '../../support/untold'
import { memoryVault } from '../../support/vault'

const account = '7d0f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f10'
const days = 24 * 3600
const outside = { network: nodeNetwork, allowed: async () => true, patience: 5_000 }

let server: Server
let area: ReturnType<typeof memoryArea>
let history: History
let vault: ReturnType<typeof memoryVault>
let accounts: Accounts
let world: World & Pick<Parameters<typeof importRecent>[0], 'recents' | 'history' | 'accounts'>
let draft: Draft
async function start(profile: Profile) {
  server = await startServer({ profile, accounts: [{ user: 'alice@example.com', token: 't0ken' }] })
  area = memoryArea()
  vault = memoryVault()
  history = createHistory(area, vault)
  accounts = createAccounts(area, vault)
  const { origin } = server
  const known = { name: 'Production', server: origin, user: 'alice@example.com', token: 't0ken' }
  await accounts.add(known, account, 7)
  world = {
    ...{
      accounts,
      history,
      untold: memoryUntold(),
      longest: async () => undefined,
      now: Date.now,
      newId: () => crypto.randomUUID(),
    },
    recents: createRecents(area, accounts, account => createAccountApi(outside, account)),
  }
  draft = {
    ...blank({ mode: 'sealed', server: origin, account, ttl: 3600 }),
    ...{ text: 'hunter2', label: 'wifi' },
  }
}
afterEach(() => server.close())

const put = (of: Draft) =>
  share(
    {
      ...{
        accounts,
        history,
        untold: memoryUntold(),
        policy: {},
        line: '',
        room: 10_000,
        opener: undefined,
      },
      ...{
        now: Date.now,
        newId: world.newId,
        sending: async () => {},
        made: async () => {},
        settings: createSettings(memoryArea(), () => 'UTC'),
      },
      api: origin => createApi(outside, origin),
      accountApi: account => createAccountApi(outside, account),
    },
    of,
  )

/** The server keeps it, and hangs up before it says so. */
async function cutOff(of: Draft = draft): Promise<Trace> {
  const trace = traceNow(of)
  server.misbehave({ at: 'reset', stored: true }, 1, /share/)
  await expect(put(of)).rejects.toMatchObject({ code: 'cutOff' })
  server.misbehave(undefined)
  return trace
}
function traceNow(of = draft): Trace {
  const trace = traceOf(of, Date.now())
  if (!trace) throw new Error('nothing to look for')
  return trace
}
const lose = async (of?: Draft): Promise<Orphan> => findOrphan(world, await cutOff(of))
const elsewhere = () =>
  createAccountApi(outside, { server: server.origin, user: 'alice@example.com', token: 't0ken' }).share({
    secret: 'made on the web',
    ttl: 3600,
  })
const importAll = async () => {
  const theirs = await world.accounts.open(account, server.origin)
  const listed = await world.recents.ask(theirs, Date.now())
  if (listed.is !== 'list') throw new Error('no list')
  await importRecent({ ...world, idle: async () => {}, untold: memoryUntold() }, theirs, [
    ...listed.list.values(),
  ])
}
const burnIt = (id: string) =>
  burn(
    {
      history,
      api: origin => createApi(outside, origin),
      now: Date.now,
    },
    { id },
  )

test('when the lock closes while the list is asked for, nothing of it is taken for lost or made elsewhere', async () => {
  await start('0.26')
  await vault.setPassphrase('correct horse battery', null)
  await put(draft)
  const trace = traceOf(draft, Date.now() - 5_000)
  if (!trace) throw new Error('no trace')
  const theirs = await accounts.open(account, server.origin)
  const listed = await world.recents.ask(theirs, Date.now())
  if (listed.is !== 'list') throw new Error('no list')
  await expect(
    findOrphan({ ...world, recents: { ask: async () => vault.beginLocking().then(() => listed) } }, trace),
  ).rejects.toMatchObject({ code: 'locked' })
  const rest = { idle: async () => {}, untold: memoryUntold() }
  await importRecent({ ...world, ...rest }, theirs, [...listed.list.values()])
  expect(await history.all()).toMatchObject([{ label: 'wifi' }])
  await vault.unlock('correct horse battery', null)
  await vault.endUnlocking()
  await importRecent({ ...world, ...rest }, theirs, [...listed.list.values()])
  expect(await history.all()).toHaveLength(1)
})

describe.each(['0.18', '0.25', '0.26'] satisfies Profile[])('on %s', profile => {
  beforeEach(() => start(profile))

  test('a secret whose answer was lost is found, known again, and can be burned', async () => {
    await put({ ...draft, label: 'arrived' })
    const orphan = await lose()
    if (orphan.is !== 'found') throw new Error(orphan.is)
    const { id, locked } = orphan.secret
    expect(locked).toBe(false)
    expect(await history.find(id)).toMatchObject({
      ...{ label: 'wifi', sealed: true, state: 'waiting', imported: false, account },
    })
    expect(await burnIt(id)).toBe('burned')
    expect(server.secrets()).toMatchObject([{ state: 'new' }, { state: 'burned' }])
  })
  test('and an import afterwards does not put it in the history twice', async () => {
    await lose()
    await importAll()
    expect(await history.all()).toHaveLength(1)
    await lose()
    await importAll()
    expect(await history.all()).toHaveLength(2)
  })
  test('also when an import was quicker, and then it is known again, too', async () => {
    await put({ ...draft, label: 'arrived' })
    const trace = await cutOff()
    await importAll()
    const imported = (await history.all()).find(({ imported }) => imported)
    expect(imported).toMatchObject({ label: '' })
    expect(await findOrphan(world, trace)).toMatchObject({ is: 'found', secret: { id: imported?.id } })
    expect(await history.find(imported?.id ?? '')).toMatchObject({
      ...{ label: 'wifi', sealed: true, imported: false },
    })
  })
})

describe('a lost secret', () => {
  beforeEach(() => start('0.26'))

  test('among others made just then is one of them, and which is not pretended to be known', async () => {
    await elsewhere()
    const orphan = await lose()
    expect(orphan).toMatchObject({ is: 'perhaps', secrets: [{}, {}] })
    expect(await history.all()).toMatchObject([
      { label: '', imported: true },
      { label: '', imported: true },
    ])
  })
  test('is told from those that arrived', async () => {
    const arrived = await put(draft)
    const orphan = await lose()
    if (orphan.is !== 'found') throw new Error(orphan.is)
    expect(orphan.secret.id).not.toBe(arrived.id)
  })
  test('is not called ours where nothing else tells the server’s clock', async () => {
    await elsewhere()
    const trace = traceNow()
    expect(await findOrphan(world, trace)).toMatchObject({ is: 'perhaps', secrets: [{}] })
    expect(await history.all()).toMatchObject([{ label: '', imported: true }])
  })
  test('that lives shorter than was asked for may be it', async () => {
    await put(draft)
    expect(await lose({ ...draft, ttl: 60 * days })).toMatchObject({ is: 'perhaps', secrets: [{}] })
  })
  test('unless that is the longest life that the server is known to grant', async () => {
    world = { ...world, longest: async () => 30 * days }
    await put(draft)
    expect(await lose({ ...draft, ttl: 60 * days })).toMatchObject({ is: 'found', secret: {} })
  })
  test('that is standard and has a passphrase wants it before it burns', async () => {
    await put(draft)
    const orphan = await lose({ ...draft, mode: 'standard', passphrase: 'long enough' })
    expect(orphan).toMatchObject({ is: 'found', secret: { locked: true } })
  })
  test('that never arrived is not found', async () => {
    expect(await findOrphan(world, traceNow())).toEqual({ is: 'none' })
    expect(await history.all()).toEqual([])
  })
  test('leaves nothing of its text in the history', async () => {
    await lose({ ...draft, note: 'for Bob' })
    const disk = JSON.stringify([...area.kept])
    for (const secret of ['hunter2', 'for Bob', server.secrets()[0]?.metadataKey ?? '?'])
      expect(disk).not.toContain(secret)
  })
})

test('where the list is broken, as on 0.23, nobody pretends to know', async () => {
  await start('0.23')
  expect(await lose()).toEqual({ is: 'unknown' })
  expect(await history.all()).toEqual([])
})
test('where the server is silent, nobody pretends to know', async () => {
  await start('0.26')
  server.misbehave({ at: 'reset', stored: false })
  expect(await findOrphan(world, traceNow())).toEqual({ is: 'unknown' })
})
