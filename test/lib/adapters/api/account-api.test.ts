import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createAccountApi } from '../../../../lib/adapters/api/api'
import { type Profile, type Server, startServer } from '../../../server/server'
import { codeOf } from '../../../support/fault-code'
import { nodeNetwork } from '../../../support/network'

const alice = { user: 'alice@example.com', token: 'alices-tøken' }
const secret = { secret: 'correct horse', ttl: 3600 }
const day = 24 * 60 * 60
const outside = { network: nodeNetwork, allowed: async () => true, patience: 2_000 }

let server: Server
let heard: boolean[]
const api = (access = alice) =>
  createAccountApi(outside, { server: server.origin, ...access }, async accepted => {
    heard.push(accepted)
  })
const paths = () => server.log.map(({ path }) => path.replace('/api/v1/', ''))
beforeEach(() => {
  heard = []
})
afterEach(() => server.close())

describe.each(['0.18', '0.23', '0.25', '0.26'] satisfies Profile[])('on a server of %s', profile => {
  const start = async (settings = {}) => {
    server = await startServer({ profile, accounts: [alice], settings })
  }

  test('a good token is found good', async () => {
    await start()
    await api().check()
    expect(paths()).toEqual(['authcheck'])
    expect(heard).toEqual([true])
  })
  test('a wrong token, a wrong name and a switched-off account are found out', async () => {
    await start()
    expect(await codeOf(api({ ...alice, token: 'wrong' }).check())).toBe('unauthorised')
    expect(await codeOf(api({ ...alice, user: 'bob@example.com' }).check())).toBe('unauthorised')
    await server.close()
    await start({ accounts: false })
    expect(await codeOf(api().check())).toBe('unauthorised')
    expect(heard).toEqual([false, false, false])
  })
  test('a secret belongs to the account that shared it, and lives longer than an anonymous one', async () => {
    await start()
    const created = await api().share({ ...secret, ttl: 30 * day })
    expect(created.ttl).toBe(profile === '0.18' || profile === '0.23' ? 14 * day : 30 * day)
    expect(server.secrets()).toMatchObject([{ custid: alice.user, value: 'correct horse' }])
    expect(heard).toEqual([true])
  })
  test('a share that is refused for its account is told from one that is refused for itself', async () => {
    await start()
    expect(await codeOf(api({ ...alice, token: 'wrong' }).share(secret))).toBe('unauthorised')
    const refused = api().share({ ...secret, secret: '' })
    await expect(refused).rejects.toMatchObject({ code: 'refused', facts: { said: expect.any(String) } })
    expect(heard).toEqual([false])
    expect(server.secrets()).toEqual([])
  })
  test('where accounts are switched off, a share says so and makes no anonymous secret', async () => {
    await start({ accounts: false })
    expect(await codeOf(api().share(secret))).toBe('unauthorised')
    expect(server.secrets()).toEqual([])
  })
  test('its list is one question, where the server has one that works', async () => {
    await start()
    await api().share(secret)
    const listed = api().recent()
    if (profile === '0.23') expect(await codeOf(listed)).toBe('refused')
    else expect(await listed).toMatchObject({ receipts: [{ state: 'new' }], leftOut: 0 })
    expect(await codeOf(api({ ...alice, token: 'wrong' }).recent())).toBe('unauthorised')
  })
  test('a link on its domain is asked for, and what the server says of it is read', async () => {
    await start({ domains: { 'secrets.acme.com': alice.user } })
    const granted = await api().share({ ...secret, shareDomain: 'secrets.acme.com' })
    expect(granted.shareDomain).toBe('secrets.acme.com')
    expect((await api().share(secret)).shareDomain).toBeUndefined()
    const unknown = api().share({ ...secret, shareDomain: 'secrets.else.com' })
    await expect(unknown).rejects.toMatchObject({ code: 'refused' })
    expect(server.secrets()).toHaveLength(2)
  })
  test('a recipient comes back obscured', async () => {
    await start()
    const { recipient } = await api().share({ ...secret, recipient: 'carol@example.com' })
    expect(recipient).toMatch(/^ca\*+@e\*+\.com$/)
  })
})

describe('a token', () => {
  test('goes to no other origin, also when its own server says so', async () => {
    server = await startServer({ accounts: [alice] })
    const other = await startServer({ accounts: [alice] })
    const header = `Basic ${Buffer.from(`${alice.user}:${alice.token}`).toString('base64')}`
    server.misbehave({ at: 'redirect', to: `${other.origin}/api/v1/share` })
    for (const asked of [() => api().check(), () => api().share(secret), () => api().recent()])
      expect(await codeOf(asked())).toBe('redirected')
    expect(server.log.map(({ headers }) => headers.authorization)).toEqual([header, header, header])
    expect(other.log).toEqual([])
    await other.close()
  })
  test('is in the header alone, and in no fault', async () => {
    server = await startServer()
    const error: unknown = await api()
      .share(secret)
      .catch((error: unknown) => error)
    expect(error).toMatchObject({ code: 'unauthorised' })
    const told = error instanceof Error ? `${error.stack}${String(error.cause)}${JSON.stringify(error)}` : ''
    const header = server.log[0]?.headers.authorization?.slice('Basic '.length) ?? '?'
    for (const spelled of [alice.token, header]) expect(told).not.toContain(spelled)
    for (const { path, body } of server.log) expect(path + body).not.toContain('token')
  })
  test('of what is not about it nothing is concluded', async () => {
    server = await startServer({ accounts: [alice] })
    server.misbehave({ at: 'status', status: 500 })
    expect(await codeOf(api().share(secret))).toBe('serverError')
    server.misbehave(undefined)
    server.misbehave({ at: 'rate-limited' }, 1)
    expect(await codeOf(api().share(secret))).toBe('refused')
    expect(heard).toEqual([])
  })
})
