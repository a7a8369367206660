import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Account } from '../../../lib/domain/account'
import { scheduleNextCheck, watchSecrets } from '../../../lib/usecases/watch-secrets'
import { type Profile, type Server, startServer } from '../../server/server'
import { freshWith } from '../../support/entries'
import { watchedWorld } from '../../support/watched'

const minute = 60_000
const hour = 60 * minute
const alice = { user: 'alice@example.com', token: 'alices-token' }

let server: Server
let at: ReturnType<typeof watchedWorld>
const start = async (profile: Profile = '0.26') => {
  server = await startServer({ profile, accounts: [alice] })
  at = watchedWorld(server)
}
const account = (): Account => ({ id: 'a1', name: 'Alice', server: server.origin, ...alice })
const questions = () => server.log.filter(({ path }) => path.includes('/private/') && !path.endsWith('/burn'))
const round = async (after = 2 * minute) => {
  at.pass(after)
  await watchSecrets(at.world)
}
afterEach(() => server.close())

describe.each(['0.18', '0.23', '0.25', '0.26'] satisfies Profile[])('on a server of %s', profile => {
  beforeEach(() => start(profile))

  test('what somebody read is known, and told once', async () => {
    const { id, secretKey } = await at.share()
    await round()
    expect(await at.stateOf(id)).toBe('waiting')
    await at.read(secretKey)
    await round()
    expect(await at.stateOf(id)).toBe('read')
    expect(at.heard.told.map(ended => ended.map(entry => entry.id))).toEqual([[id]])
    await round(hour)
    expect(at.heard.told).toHaveLength(1)
  })
  test('a secret whose metadata was looked at still waits', async () => {
    const { id, metadataKey } = await at.share()
    await fetch(`${server.origin}/api/v1/private/${metadataKey}`)
    for (let rounds = 0; rounds < 3; rounds++) await round()
    expect(await at.stateOf(id)).toBe('waiting')
    expect(at.heard.told).toEqual([])
  })
  test('what expires unread is known soon after, and told once', async () => {
    const { id } = await at.share({ ttl: 600 })
    await round(10 * minute + 30_000)
    expect(await at.stateOf(id)).toBe('expired')
    await round(hour)
    expect(at.heard.told).toHaveLength(1)
  })
  test('what expired so long ago that the server forgot it has expired', async () => {
    const { id } = await at.share({ ttl: 600 })
    await round(3 * hour)
    expect(await at.stateOf(id)).toBe('expired')
  })
  test('what was burned elsewhere is known, and told', async () => {
    const { id, metadataKey } = await at.share()
    await at.burn(metadataKey)
    await round()
    expect(await at.stateOf(id)).toBe('burned')
    expect(at.heard.told).toHaveLength(1)
  })
  test('the text never lies on this computer', async () => {
    await at.share()
    await round()
    expect(questions().length).toBeGreaterThan(0)
    expect(JSON.stringify([...at.area.kept])).not.toContain('hunter2')
  })
  test('with an account, too, and what its list keeps calling new after it expired', async () => {
    at.heard.accounts = [account()]
    const [read, expired] = [
      await at.share({ account: account() }),
      await at.share({ account: account(), ttl: 600 }),
    ]
    await at.read(read.secretKey)
    await round()
    expect(await at.stateOf(read.id)).toBe('read')
    expect(await at.stateOf(expired.id)).toBe('waiting')
    await round(9 * minute)
    expect(await at.stateOf(expired.id)).toBe('expired')
  })
})

describe('what it costs', () => {
  beforeEach(() => start())

  test('with nothing waiting nobody is asked, and nothing wakes us', async () => {
    const { id, secretKey } = await at.share()
    await at.read(secretKey)
    await round()
    const before = server.log.length
    expect(at.heard.alarm).toBeUndefined()
    await round(hour)
    await watchSecrets(at.world, true)
    expect(server.log.length).toBe(before)
    expect(at.heard.alarm).toBeUndefined()
    await at.history.forget([id])
    await round(hour)
    expect(server.log.length).toBe(before)
  })
  test('nothing is asked before it is due, whoever looks', async () => {
    await at.share()
    await round()
    const before = questions().length
    await watchSecrets(at.world, true)
    await watchSecrets(at.world)
    expect(questions().length).toBe(before)
    expect(at.heard.alarm).toBeGreaterThan(at.now())
  })
  test('five hundred secrets of one account are one question a round', async () => {
    at.heard.accounts = [account()]
    for (let made = 0; made < 500; made++) await at.share({ account: account() })
    const before = server.log.length
    const writes = at.area.writes.length
    await round()
    expect(server.log.slice(before).map(({ path }) => path)).toEqual(['/api/v1/private/recent'])
    expect(at.area.writes.length - writes).toBeLessThan(5)
    await scheduleNextCheck(at.world)
    expect(at.heard.alarm).toBeGreaterThan(at.now() + 20_000)
    await round(5 * minute)
    expect(server.log.length - before).toBe(2)
  })
  test('an account’s list counts as an answer for each in it', async () => {
    at.heard.accounts = [account()]
    await at.share({ account: account(), ttl: 86_400 })
    await round(hour)
    expect((at.heard.alarm ?? 0) - at.now()).toBeGreaterThan(5 * minute)
    await watchSecrets(at.world)
    expect(questions()).toHaveLength(1)
  })
  test('no more than four servers’ answers are awaited at once', async () => {
    let [open, peak] = [0, 0]
    const { nodeNetwork } = await import('../../support/network')
    at = watchedWorld(server, async (url, init) => {
      peak = Math.max(peak, ++open)
      return nodeNetwork(url, init).finally(() => open--)
    })
    for (let made = 0; made < 20; made++) await at.share()
    await round()
    expect(questions()).toHaveLength(20)
    expect(peak).toBe(4)
  })
})

describe('a server whose list is broken', () => {
  beforeEach(() => start('0.23'))

  test('is asked one by one, and not for its list again that day', async () => {
    at.heard.accounts = [account()]
    const { id, secretKey } = await at.share({ account: account() })
    await at.share({ account: account() })
    await at.read(secretKey)
    await round()
    expect(await at.stateOf(id)).toBe('read')
    await round(10 * minute)
    const lists = () => questions().filter(({ path }) => path.endsWith('/recent')).length
    expect(lists()).toBe(1)
    expect(questions()).toHaveLength(4)
    await round(25 * hour)
    expect(lists()).toBe(2)
  })
})

describe('when things go wrong', () => {
  beforeEach(() => start())

  test('a server that is away for an hour settles nothing, tells nothing, and is asked ever more seldom', async () => {
    const shared = [
      await at.share({ ttl: 86_400 }),
      await at.share({ ttl: 1200 }),
      await at.share({ ttl: 86_400 }),
    ]
    server.misbehave({ at: 'answer', status: 502, body: '<html>' })
    const until = at.now() + hour
    let rounds = 0
    await scheduleNextCheck(at.world)
    for (; at.now() < until; rounds++) {
      at.pass(Math.max(0, (at.heard.alarm ?? 0) - at.now()))
      await watchSecrets(at.world)
    }
    for (const { id } of shared) expect(await at.stateOf(id)).toBe('waiting')
    expect(at.heard.told).toEqual([])
    expect(rounds).toBeLessThan(20)
    server.misbehave(undefined)
    await at.read(shared[0]?.secretKey ?? '')
    await round(2 * hour)
    expect(await Promise.all(shared.map(({ id }) => at.stateOf(id)))).toEqual(['read', 'expired', 'waiting'])
    expect(at.heard.told).toHaveLength(1)
  })
  test.each([
    { at: 'status', status: 401 },
    { at: 'rate-limited' },
    { at: 'html' },
    { at: 'answer', status: 429, body: 'slow down' },
  ] as const)('a server that answers %j is asked once in a round, whatever waits', async how => {
    for (let made = 0; made < 30; made++) await at.share()
    server.misbehave(how)
    await round()
    expect(questions().length).toBeLessThanOrEqual(4)
    expect((await at.history.waiting()).every(({ failures }) => failures === 1)).toBe(true)
  })
  test('an account whose list does not come is left alone for the round', async () => {
    at.heard.accounts = [account()]
    for (let made = 0; made < 10; made++) await at.share({ account: account() })
    server.misbehave({ at: 'status', status: 500 })
    await round()
    expect(questions()).toHaveLength(1)
  })
  test('an account whose list cannot be taken up stops neither the telling nor the next alarm', async () => {
    at.heard.accounts = [account()]
    at.world.importFrom = async () => {
      throw new Error('out of bounds')
    }
    const { secretKey } = await at.share({ account: account() })
    await at.share()
    await at.read(secretKey)
    await round()
    expect(at.heard.told).toHaveLength(1)
    expect(at.heard.alarm).toBeGreaterThan(at.now())
  })
  test('one answer that makes no sense does not silence the others', async () => {
    const shared = [await at.share(), await at.share(), await at.share()]
    for (let more = 0; more < 6; more++) shared.push(await at.share())
    for (const { secretKey } of shared) await at.read(secretKey)
    server.misbehave({ at: 'cut', by: 'length' }, 1)
    await round()
    const states = await Promise.all(shared.map(({ id }) => at.stateOf(id)))
    expect(states.toSorted()).toEqual([...Array.from({ length: 8 }, () => 'read'), 'waiting'])
  })
  test('a worker that is stopped in the middle is woken to finish, and tells nothing twice', async () => {
    const shared = [await at.share(), await at.share()]
    for (const { secretKey } of shared) await at.read(secretKey)
    at.pass(2 * minute)
    const dies = { ...at.world, tell: () => new Promise<void>(() => {}) }
    void watchSecrets(dies)
    await expect.poll(async () => (await at.history.waiting()).length).toBe(0)
    expect(at.heard.alarm).toBeGreaterThan(at.now())
    await round(minute)
    expect(at.heard.told).toEqual([])
    expect((await at.history.all()).map(({ news }) => news)).toEqual([true, true])
    expect(at.heard.alarm).toBeUndefined()
  })
  test('a secret that is forgotten while it is asked about stays forgotten', async () => {
    const { id } = await at.share()
    at.pass(2 * minute)
    server.misbehave({ at: 'slow', ms: 100 })
    const watching = watchSecrets(at.world)
    await at.history.forget([id])
    await watching
    expect(await at.history.all()).toEqual([])
    expect(at.heard.alarm).toBeUndefined()
  })
  test('a clock that was set back an hour does not stop the watching', async () => {
    const { id, secretKey } = await at.share()
    await round()
    at.setClock(-hour)
    await at.read(secretKey)
    await scheduleNextCheck(at.world)
    expect((at.heard.alarm ?? 0) - at.now()).toBeLessThan(minute)
    await round(minute)
    expect(await at.stateOf(id)).toBe('read')
  })
  test('a clock that was set ahead a year does not end a secret', async () => {
    const { id } = await at.share()
    at.setClock(365 * 24 * hour)
    await round()
    expect(await at.stateOf(id)).toBe('waiting')
    await round(2 * hour)
    expect(await at.stateOf(id)).toBe('expired')
  })
  test('a key that cannot be opened any more settles nothing', async () => {
    const { id } = await at.share()
    await at.history.change(id, entry => ({ ...entry, handle: 'AAAA' }))
    await round()
    expect(await at.history.find(id)).toMatchObject({ state: 'waiting', failures: 1 })
  })
})

describe('what was made elsewhere', () => {
  beforeEach(() => start())

  test('appears, marked so, when somebody looks; and once only', async () => {
    at.heard.accounts = [account()]
    const { id } = await at.share({ account: account() })
    const elsewhere = watchedWorld(server)
    const { secretKey } = await elsewhere.share({ account: account() })
    at.pass(2 * minute)
    await watchSecrets(at.world, true)
    const imported = (await at.history.all()).filter(entry => entry.imported)
    expect(imported).toHaveLength(1)
    expect(imported[0]).toMatchObject({ state: 'waiting', account: 'a1', news: false, sealed: false })
    expect(imported[0]?.id).not.toBe(id)
    await elsewhere.read(secretKey)
    await round(10 * minute)
    expect(await at.stateOf(imported[0]?.id ?? '')).toBe('read')
    expect(at.heard.told).toHaveLength(1)
    await watchSecrets(at.world, true)
    expect(await at.history.all()).toHaveLength(2)
  })
  test('is told from what is being shared here just now, which the server knows before the history does', async () => {
    at.heard.accounts = [account()]
    let shared = () => {}
    at.heard.sharing = new Promise<void>(resolve => {
      shared = resolve
    })
    const other = watchedWorld(server)
    const { metadataKey } = await other.share({ account: account() })
    const watching = watchSecrets(at.world, true)
    await expect.poll(() => questions().length).toBe(1)
    await at.history.add(freshWith({ account: 'a1', server: server.origin, created: at.now(), metadataKey }))
    shared()
    await watching
    expect(await at.history.all()).toMatchObject([{ imported: false }])
  })
  test('is told from what was shared here in private', async () => {
    at.heard.accounts = [account()]
    const { metadataKey } = await watchedWorld(server).share({ account: account() })
    await at.untold.met('a', metadataKey, 3600)
    await watchedWorld(server).share({ account: account() })
    await watchSecrets(at.world, true)
    expect(await at.history.all()).toHaveLength(1)
  })
  test('does not come back once it is forgotten', async () => {
    at.heard.accounts = [account()]
    await watchedWorld(server).share({ account: account() })
    await watchSecrets(at.world, true)
    await at.history.forget((await at.history.all()).map(({ id }) => id))
    at.pass(10 * minute)
    await watchSecrets(at.world, true)
    expect(await at.history.all()).toEqual([])
  })
  test('is no news when it had ended before it was found', async () => {
    at.heard.accounts = [account()]
    const elsewhere = watchedWorld(server)
    await elsewhere.read((await elsewhere.share({ account: account() })).secretKey)
    await watchSecrets(at.world, true)
    expect(await at.history.all()).toMatchObject([{ state: 'read', imported: true, news: false }])
    expect(at.heard.told).toEqual([])
  })
})
