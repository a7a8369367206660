import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createAccountSecrets } from '../../../lib/adapters/account-secrets'
import { createAccountApi, createApi } from '../../../lib/adapters/api/api'
import { type Draft, emptyDraft } from '../../../lib/domain/draft'
import type { LostShare } from '../../../lib/domain/lost-share'
import { type PendingShare, pendingShareOf } from '../../../lib/domain/pending-share'
import { burn } from '../../../lib/usecases/burn'
import { importRecent } from '../../../lib/usecases/import-account-secrets'
import { type FindLostShareWorld, findLostAnswer } from '../../../lib/usecases/lost-answer'
import { share } from '../../../lib/usecases/share'
import { type Profile, type Server, startServer } from '../../server/server'
import { accountId as account, alice, outside, sharingWorld } from '../../support/sharing'
import { memoryUntold } from '../../support/untold'

const days = 24 * 3600

let server: Server
type Sharing = Awaited<ReturnType<typeof sharingWorld>>
let area: Sharing['area']
let history: Sharing['history']
let vault: Sharing['vault']
let accounts: Sharing['accounts']
let sharing: Sharing['world']
let world: FindLostShareWorld &
  Pick<Parameters<typeof importRecent>[0], 'accountSecrets' | 'history' | 'accounts'>
let draft: Draft
async function start(profile: Profile) {
  server = await startServer({ profile, accounts: [alice] })
  const made = await sharingWorld(server)
  ;({ area, history, vault, accounts } = made)
  sharing = { ...made.world, line: '', now: Date.now, newId: () => crypto.randomUUID() }
  world = {
    ...sharing,
    longest: async () => undefined,
    accountSecrets: createAccountSecrets(area, accounts, account => createAccountApi(outside, account)),
  }
  draft = {
    ...emptyDraft({ mode: 'sealed', server: server.origin, account, ttl: 3600 }),
    ...{ text: 'hunter2', label: 'wifi' },
  }
}
afterEach(() => server.close())

const put = (of: Draft) => share(sharing, of)

/** The server keeps it, and hangs up before it says so. */
async function cutOff(of: Draft = draft): Promise<PendingShare> {
  const trace = traceNow(of)
  server.misbehave({ at: 'reset', stored: true }, 1, /share/)
  await expect(put(of)).rejects.toMatchObject({ code: 'cutOff' })
  server.misbehave(undefined)
  return trace
}
function traceNow(of = draft): PendingShare {
  const trace = pendingShareOf(of, Date.now())
  if (!trace) throw new Error('nothing to look for')
  return trace
}
const lose = async (of?: Draft): Promise<LostShare> => findLostAnswer(world, await cutOff(of))
const elsewhere = () =>
  createAccountApi(outside, { server: server.origin, ...alice }).share({
    secret: 'made on the web',
    ttl: 3600,
  })
const importAll = async () => {
  const theirs = await world.accounts.open(account, server.origin)
  const listed = await world.accountSecrets.ask(theirs, Date.now())
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
  const trace = pendingShareOf(draft, Date.now() - 5_000)
  if (!trace) throw new Error('no trace')
  const theirs = await accounts.open(account, server.origin)
  const listed = await world.accountSecrets.ask(theirs, Date.now())
  if (listed.is !== 'list') throw new Error('no list')
  await expect(
    findLostAnswer(
      { ...world, accountSecrets: { ask: async () => vault.beginLocking().then(() => listed) } },
      trace,
    ),
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
    expect(await findLostAnswer(world, trace)).toMatchObject({ is: 'found', secret: { id: imported?.id } })
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
    expect(await findLostAnswer(world, trace)).toMatchObject({ is: 'perhaps', secrets: [{}] })
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
    expect(await findLostAnswer(world, traceNow())).toEqual({ is: 'none' })
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
  expect(await findLostAnswer(world, traceNow())).toEqual({ is: 'unknown' })
})
