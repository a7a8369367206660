import { signal } from '@preact/signals'
import { beforeEach, describe, expect, test } from 'vitest'
import { ServersModel } from '../../components/servers/model'
import { createSettingsSignal, type SettingsSignal } from '../../components/settings-signal'
import type { Call, MessageAsk, MessageName } from '../../lib/adapters/messages'
import { createSettingsStore, type SettingsStore } from '../../lib/adapters/settings-store'
import { Fault } from '../../lib/domain/fault'
import type { Policy } from '../../lib/domain/policy'
import { memoryArea } from '../support/area'

const own = 'https://secrets.example.com'
const eu = 'https://eu.onetimesecret.com'

const policy = signal<Policy>({})
let door: SettingsStore
let settings: SettingsSignal
let asked: [MessageName, unknown][]
let answers: Partial<Record<MessageName, () => unknown>>
let requested: string[]
let allowed: Set<string>
beforeEach(async () => {
  door = createSettingsStore(memoryArea(), () => 'Europe/Paris')
  settings = createSettingsSignal(door, await door.read(), policy)
  policy.value = {}
  asked = []
  requested = []
  allowed = new Set([`${eu}/*`])
  answers = {
    addServer: () => door.change(({ servers }) => ({ servers: [...servers, own] })),
    removeServer: () => door.change(() => ({ servers: [] })),
    serverUse: () => ({ waiting: 2 }),
  }
})
const page = () =>
  new ServersModel({
    settings,
    call: (async <N extends MessageName>(name: N, ask: MessageAsk<N>) => {
      asked.push([name, ask])
      return answers[name]?.()
    }) as Call,
    request: async pattern => {
      requested.push(pattern)
      allowed.add(pattern)
      return true
    },
    allowed: async pattern => allowed.has(pattern),
    now: () => 7,
  })
async function withOwn() {
  allowed.add(`${own}/*`)
  await door.change(() => ({ servers: [own] }))
  await settings.readAgain()
  return page()
}

test('the five regions are there from the start, and nothing is asked of them', () => {
  const model = page()
  expect(model.origins.value).toHaveLength(5)
  expect(model.origins.value.some(model.isOwn)).toBe(false)
  expect(asked).toEqual([])
})

describe('a server of one’s own', () => {
  test('is allowed by the press, checked and added', async () => {
    const model = page()
    model.typeServer('secrets.example.com')
    const adding = model.useServer()
    expect(requested, 'asked for before anything is waited for').toEqual([`${own}/*`])
    await adding
    await expect.poll(() => model.done.value).toEqual({ was: 'added', origin: own })
    expect(model.origins.value.at(-1)).toBe(own)
    expect(model.isOwn(own)).toBe(true)
    expect(model.health.value[own]).toEqual({ at: 'answers', when: 7 })
    expect(model.adding.value.at).toBe('closed')
  })
  test('is not removed before the person knows what it means', async () => {
    const model = await withOwn()
    await model.askToRemove(own)
    expect(model.removal.value).toEqual({ origin: own, waiting: 2 })
    expect(asked.map(([name]) => name)).toEqual(['serverUse'])
    model.keep()
    await model.remove()
    expect(asked.map(([name]) => name)).toEqual(['serverUse'])
    await model.askToRemove(own)
    await model.remove()
    expect(asked.at(-1)).toEqual(['removeServer', { origin: own }])
    expect(model.origins.value).not.toContain(own)
    expect(model.done.value).toEqual({ was: 'removed', origin: own })
  })
  test('that can’t be removed yet says why, and stays', async () => {
    const model = await withOwn()
    answers.removeServer = () => {
      throw new Fault('serverIsDefault')
    }
    await model.askToRemove(own)
    await model.remove()
    expect(model.removal.value?.failure).toEqual({ code: 'serverIsDefault' })
    expect(model.origins.value).toContain(own)
  })
  test('whose permission was taken back in the browser is noticed, and can be allowed again', async () => {
    const model = await withOwn()
    await model.look()
    expect(model.barred.value.has(own)).toBe(false)
    allowed.delete(`${own}/*`)
    await model.look()
    expect(model.barred.value.has(own)).toBe(true)
    expect(model.barred.value.has(eu)).toBe(false)
    const allowing = model.allow(own)
    expect(requested).toEqual([`${own}/*`])
    await allowing
    expect(model.barred.value.has(own)).toBe(false)
    expect(model.done.value).toEqual({ was: 'allowed', origin: own })
  })
})

test('a check says what came of it, and when', async () => {
  const model = page()
  const checking = model.check(eu)
  expect(model.health.value[eu]).toEqual({ at: 'asking' })
  await checking
  expect(model.health.value[eu]).toEqual({ at: 'answers', when: 7 })
  answers.checkServer = () => {
    throw new Fault('offline')
  }
  await model.check(eu)
  expect(model.health.value[eu]).toEqual({ at: 'fails', when: 7, failure: { code: 'offline' } })
})

describe('limits', () => {
  test('are put right, one by one, and forgotten together', async () => {
    const model = page()
    await model.limit(eu, { bytes: 20_000 })
    await model.limit(eu, { anonymous: 3_600 })
    expect((await door.read()).limits).toEqual({ [eu]: { bytes: 20_000, anonymous: 3_600 } })
    await model.limit(eu, { bytes: undefined })
    expect(model.limits(eu)).toEqual({ anonymous: 3_600 })
    await model.forgetLimits(eu)
    expect((await door.read()).limits).toEqual({})
  })
  test('that were learned meanwhile are not lost', async () => {
    const model = page()
    await door.change(() => ({ limits: { [eu]: { account: 60 }, [own]: { anonymous: 60 } } }))
    await model.limit(eu, { anonymous: 3_600 })
    expect((await door.read()).limits).toEqual({
      [eu]: { account: 60, anonymous: 3_600 },
      [own]: { anonymous: 60 },
    })
  })
})

test('where the organisation allows only some, those are there, and what the person added before', async () => {
  const model = await withOwn()
  const theirs = 'https://secrets.corp.example'
  policy.value = { allowedServers: [eu, theirs] }
  expect(model.origins.value).toEqual([eu, theirs, own])
  expect(model.origins.value.filter(model.isOwn)).toEqual([own])
})

test('where the browser cannot say whether a server is allowed, none is called barred', async () => {
  const broken = () => Promise.reject(new Error('no'))
  const call = (async () => undefined) as Call
  const model = new ServersModel({ settings, call, request: broken, allowed: broken, now: () => 7 })
  await model.look()
  expect(model.barred.value.size).toBe(0)
  await model.allow(eu)
  expect(model.done.value).toBeUndefined()
})

test('what is begun, or lacks its permission where it is in use, keeps the servers in sight', async () => {
  const model = await withOwn()
  await model.look()
  expect(model.unsettled.value, 'regions that are not in use may be barred').toBe(false)
  model.typeServer('')
  expect(model.unsettled.value).toBe(true)
  model.closeServer()
  expect(model.unsettled.value).toBe(false)
  await model.askToRemove(own)
  expect(model.unsettled.value).toBe(true)
  model.keep()
  allowed.delete(`${own}/*`)
  await model.look()
  expect(model.unsettled.value).toBe(true)
})
