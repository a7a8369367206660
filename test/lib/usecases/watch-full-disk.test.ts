import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createLastChecked } from '../../../lib/adapters/status-round'
import type { Account } from '../../../lib/domain/account'
import { watchSecrets } from '../../../lib/usecases/watch-secrets'
import { type Server, startServer } from '../../server/server'
import { memoryArea } from '../../support/area'
import { entryWith } from '../../support/entries'
import { watchedWorld } from '../../support/watched'

const minute = 60_000
const day = 24 * 60 * minute
const alice = { user: 'alice@example.com', token: 'alices-token' }

let server: Server
let at: ReturnType<typeof watchedWorld>
beforeEach(async () => {
  server = await startServer({ profile: '0.26', accounts: [alice] })
  at = watchedWorld(server)
})
afterEach(() => server.close())
const account = (): Account => ({ id: 'a1', name: 'Alice', server: server.origin, ...alice })
const questions = () => server.log.filter(({ path }) => path.includes('/private/'))

/** A browser that is always on, whose worker starts anew for every alarm; how often it was woken in so long. */
async function live(ms: number): Promise<number> {
  const until = at.now() + ms
  let wakings = 0
  at.pass(minute)
  for (; at.now() < until; wakings++) {
    if (wakings > 500) throw new Error('It is woken for ever')
    at.world.asked = createLastChecked(at.session)
    await watchSecrets(at.world)
    const next = at.heard.alarm ?? Number.POSITIVE_INFINITY
    expect(next).toBeGreaterThan(at.now())
    at.pass(Math.min(next, until) - at.now())
  }
  return wakings
}

describe.each(['the disk', 'the disk and memory'])('with %s full', what => {
  const fill = () => {
    at.area.full = true
    at.session.full = what !== 'the disk'
  }

  test('a secret of seven days is asked about forty times at most', async () => {
    await at.share({ ttl: (7 * day) / 1000 })
    fill()
    const wakings = await live(7 * day + minute)
    expect(questions().length).toBeGreaterThan(20)
    expect(questions().length).toBeLessThanOrEqual(40)
    expect(wakings).toBeLessThanOrEqual(41)
  })
  test('so is one whose server does not answer', async () => {
    await at.share({ ttl: (7 * day) / 1000 })
    fill()
    server.misbehave({ at: 'status', status: 500 })
    await live(7 * day + minute)
    expect(questions().length).toBeLessThanOrEqual(40)
  })
  test('so is an account’s list, which tells of its secrets', async () => {
    at.heard.accounts = [account()]
    await at.share({ ttl: (7 * day) / 1000, account: account() })
    fill()
    await live(7 * day - minute)
    expect(questions().length).toBeGreaterThan(20)
    expect(questions().length).toBeLessThanOrEqual(40)
  })
  test('so is one that was read, which is told once it can be written down, and not before', async () => {
    const { id, secretKey } = await at.share({ ttl: (7 * day) / 1000 })
    await at.read(secretKey)
    fill()
    await live(7 * day)
    expect(questions().length).toBeLessThanOrEqual(40)
    expect(at.heard.told).toEqual([])
    expect(await at.stateOf(id)).toBe('waiting')
    at.area.full = false
    await live(4 * day)
    expect(await at.stateOf(id)).toBe('read')
    expect(at.heard.told).toHaveLength(1)
  })
  test('what can be written down is, and told, whatever else cannot', async () => {
    const [one, other] = [await at.share(), await at.share()]
    for (const { secretKey } of [one, other]) await at.read(secretKey)
    const { set } = at.area
    at.area.set = async items => {
      if (Object.keys(items).some(key => key.endsWith(one.id))) throw new Error('QUOTA_BYTES quota exceeded')
      await set(items)
    }
    at.session.full = what !== 'the disk'
    at.pass(2 * minute)
    await watchSecrets(at.world)
    expect(at.heard.told.flat().map(({ id }) => id)).toEqual([other.id])
    expect(at.heard.alarm).toBeGreaterThan(at.now())
  })
})
test('a clock that was set back has nobody asked for ever', async () => {
  await at.share({ ttl: (7 * day) / 1000 })
  at.area.full = true
  at.session.full = true
  at.setClock(-2 * day)
  await live(4 * day)
  expect(questions().length).toBeLessThanOrEqual(100)
})
test('memory holds nothing of it once it is written down', async () => {
  await at.share({ ttl: 86_400 })
  at.area.full = true
  at.pass(2 * minute)
  await watchSecrets(at.world)
  expect(at.session.kept.has('asked')).toBe(true)
  at.area.full = false
  at.pass(10 * minute)
  await watchSecrets(at.world)
  expect(at.session.kept.has('asked')).toBe(false)
})
test('a memory that makes no sense is none', async () => {
  const session = memoryArea({ asked: { x: 'yesterday' } })
  expect(await createLastChecked(session).cover([entryWith()], 1)).toMatchObject([{ created: 1_000_000 }])
})
