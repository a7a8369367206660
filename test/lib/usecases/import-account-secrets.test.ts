import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Network } from '../../../lib/adapters/api/request'
import type { Account } from '../../../lib/domain/account'
import { forget } from '../../../lib/usecases/retention'
import { watchSecrets } from '../../../lib/usecases/watch-secrets'
import { type Server, startServer } from '../../server/server'
import { nodeNetwork } from '../../support/network'
import { watchedWorld } from '../../support/watched'

const minute = 60_000
const hour = 60 * minute
const alice = { user: 'alice@example.com', token: 'alices-token' }

let server: Server
let at: ReturnType<typeof watchedWorld>
type Item = Record<string, unknown>
/** What the server's list is on its way to us. */
let onTheWay: (list: Item[]) => unknown
const network: Network = async (url, init) => {
  const response = await nodeNetwork(url, init)
  if (!url.endsWith('/private/recent')) return response
  return Response.json(onTheWay((await response.json()) as Item[]))
}
beforeEach(async () => {
  server = await startServer({ profile: '0.26', accounts: [alice] })
  at = watchedWorld(server, network)
  at.heard.accounts = [account()]
  onTheWay = list => list
})
afterEach(() => server.close())
const account = (): Account => ({ id: 'a1', name: 'Alice', server: server.origin, ...alice })
const elsewhere = () => watchedWorld(server).share({ account: account() })
const look = async () => {
  at.pass(2 * minute)
  await watchSecrets(at.world, true)
}
const keys = async () => {
  const entries = await at.history.all()
  return (await Promise.all(entries.map(at.history.metadataKey))).toSorted()
}
const created = (of: Record<string, number>) => (list: Item[]) =>
  list.map(item => ({ ...item, created: of[String(item.metadata_key)] ?? item.created }))
const seconds = () => Math.floor(at.now() / 1000)

test('a second secret of the same second comes in, though the first was looked at before', async () => {
  const second = seconds()
  const one = await elsewhere()
  onTheWay = created({ [one.metadataKey]: second })
  await look()
  const two = await elsewhere()
  onTheWay = created({ [one.metadataKey]: second, [two.metadataKey]: second })
  await look()
  expect(await keys()).toEqual([one.metadataKey, two.metadataKey].toSorted())
  await at.history.forget((await at.history.all()).map(({ id }) => id))
  await look()
  expect(await keys()).toEqual([])
})
test('what is made after the server’s clock was once ahead comes in', async () => {
  const ahead = await elsewhere()
  onTheWay = created({ [ahead.metadataKey]: seconds() + 400 * 86_400 })
  await look()
  const later = await elsewhere()
  await look()
  expect(await keys()).toEqual([ahead.metadataKey, later.metadataKey].toSorted())
})
test('what was shared here is known, however far the server’s clock is ahead', async () => {
  const { metadataKey } = await at.share({ account: account() })
  onTheWay = created({ [metadataKey]: seconds() + 400 * 86_400 })
  await look()
  expect(await at.history.all()).toMatchObject([{ imported: false }])
})
test('what a list leaves out for once does not come back once it is forgotten', async () => {
  await elsewhere()
  await look()
  await at.history.forget((await at.history.all()).map(({ id }) => id))
  onTheWay = () => []
  await look()
  onTheWay = list => list
  await look()
  expect(await keys()).toEqual([])
})
test('what was shared here and forgotten before its account was asked does not come in as made elsewhere', async () => {
  const { id } = await at.share({ account: account() })
  await forget(at, id)
  const later = await elsewhere()
  await look()
  expect(await keys()).toEqual([later.metadataKey])
})

describe('a list with an item that makes no sense', () => {
  const garbage = [null, 7, 'a text', [], {}, { metadata_key: '../..', state: 'new' }, { metadata_key: 'x' }]

  test('counts for all others, and is asked for again at its time', async () => {
    const mine = await at.share({ account: account() })
    const theirs = await elsewhere()
    onTheWay = list => [...garbage, ...list, ...garbage]
    await at.read(mine.secretKey)
    await look()
    expect(await keys()).toEqual([mine.metadataKey, theirs.metadataKey].toSorted())
    expect(await at.stateOf(mine.id)).toBe('read')
    const lists = () => server.log.filter(({ path }) => path.endsWith('/recent')).length
    const before = lists()
    at.pass(hour)
    await watchSecrets(at.world)
    expect(lists()).toBe(before + 1)
  })
  test('says how many were left out', async () => {
    onTheWay = list => [...garbage, ...list]
    expect(await at.accountSecrets.ask(account(), at.now())).toMatchObject({
      is: 'list',
      leftOut: garbage.length,
    })
  })
  test('whose own secret it is, is asked about by itself', async () => {
    const { id, metadataKey, secretKey } = await at.share({ account: account() })
    await at.read(secretKey)
    onTheWay = list => list.map(item => (item.metadata_key === metadataKey ? { ...item, state: 7 } : item))
    await look()
    expect(await at.stateOf(id)).toBe('read')
  })
  test.each([{ records: [] }, 'a text', null, 7])('is broken only where it is none: %j', async answer => {
    onTheWay = () => answer
    expect(await at.accountSecrets.ask(account(), at.now())).toEqual({ is: 'broken' })
  })
})

describe('where 0.1.0 remembered the newest second', () => {
  const remembered = (newest: number, asked: number) =>
    at.area.kept.set('recent:a1', { version: 1, asked, newest, brokenUntil: 0 })

  test('what it had looked at stays away, and what comes later comes in', async () => {
    await elsewhere()
    remembered(seconds() + 2, at.now())
    await look()
    expect(await keys()).toEqual([])
    const later = await elsewhere()
    await look()
    expect(await keys()).toEqual([later.metadataKey])
  })
  test('a second from a clock that was ahead is not believed', async () => {
    remembered(seconds() + 400 * 86_400, at.now() - hour)
    const { metadataKey } = await elsewhere()
    await look()
    expect(await keys()).toEqual([metadataKey])
  })
})
test('where only a newer version knows what was looked at, nothing is taken up, and its word stays', async () => {
  const theirs = { version: 3, looked: { at: 'all' } }
  at.area.kept.set('recent:a1', theirs)
  await elsewhere()
  await look()
  expect(await keys()).toEqual([])
  expect(at.area.kept.get('recent:a1')).toEqual(theirs)
})

describe('a server whose list has no end', () => {
  const listed = (count: number, more: Item = {}) => {
    const item = (at: number): Item => ({
      metadata_key: `m${at}`,
      state: 'new',
      created: at,
      ttl: 3600,
      ...more,
    })
    return Array.from({ length: count }, (_, at) => item(at))
  }
  test('fills no disk with it: so many a list come in, what waits first, then the newest', async () => {
    onTheWay = () => [...listed(3_000), { metadata_key: 'read', state: 'received', created: 9_999_999 }]
    await look()
    expect(await keys()).toEqual(
      listed(3_000)
        .slice(2_500)
        .map(({ metadata_key }) => metadata_key)
        .toSorted(),
    )
    await look()
    expect(await keys()).toHaveLength(500)
  })
  test('nor list by list', async () => {
    for (let round = 0; round < 6; round++) {
      onTheWay = () => listed(600).map(item => ({ ...item, metadata_key: `${item.metadata_key}r${round}` }))
      await look()
    }
    expect(await keys()).toHaveLength(2_000)
  })
  test('makes no secret live for longer than a year', async () => {
    const year = 365 * 86_400
    onTheWay = () => listed(1, { created: seconds(), ttl: 150 * year })
    await look()
    const [entry] = await at.history.all()
    expect(entry && entry.expires - entry.created).toBe(year * 1000)
  })
})
