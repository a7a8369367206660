import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createApi } from '../../../../lib/adapters/api/api'
import { readSecret } from '../../../../lib/adapters/api/read-secret'
import type { Network } from '../../../../lib/adapters/api/request'
import { meaningOf } from '../../../../lib/adapters/api/secret-answer'
import { type Misbehaviour, type Profile, type Server, startServer } from '../../../server/server'
import { codeOf } from '../../../support/fault-code'
import { nodeNetwork } from '../../../support/network'

const allowed = async () => true
const secret = { secret: 'correct horse', ttl: 3600 }

describe.each(['0.18', '0.23', '0.25', '0.26'] satisfies Profile[])('a server of %s', profile => {
  let server: Server
  beforeAll(async () => {
    server = await startServer({ profile })
  })
  afterAll(() => server.close())
  const api = (network: Network = nodeNetwork) =>
    createApi({ network, allowed, patience: 2_000 }, server.origin)

  test('is recognised', async () => {
    expect(await api().status()).toEqual({ status: 'nominal' })
  })
  test('keeps a secret as it is sent, line breaks and all', async () => {
    const text = 'a\r\nb\n\tc & d=e+f%20 ü \u{1F512}\n'
    const created = await api().share({ secret: text, ttl: 3600 })
    expect(created.ttl).toBe(3600)
    expect(created.secretKey).toMatch(/^\w{31,62}$/)
    expect(created.metadataKey).not.toBe(created.secretKey)
    expect(server.secrets().map(stored => stored.value)).toContain(text)
  })
  test('says how long it really keeps one', async () => {
    const year = 365 * 24 * 60 * 60
    const { ttl } = await api().share({ ...secret, ttl: year })
    expect(ttl).toBeLessThan(year)
  })
  test('makes one up and tells it, once; whoever has the link reads the same', async () => {
    const made = await api().generate({ ttl: 3600, length: 32, passphrase: 'long enough' })
    // Servers say what is left of it by then.
    expect([3600, 3599, 3598]).toContain(made.ttl)
    expect(made.value).toHaveLength(profile === '0.18' ? 12 : 32)
    const read = (passphrase: string) =>
      readSecret(nodeNetwork, { origin: server.origin, secretKey: made.secretKey, passphrase }, () => 1)
    expect(meaningOf(await read('wrong one'), made.secretKey)).toMatchObject({
      is: 'nothing',
      fault: { code: 'gone' },
    })
    expect(meaningOf(await read('long enough'), made.secretKey)).toEqual({ is: 'text', text: made.value })
  })
  test('refuses a passphrase in its own words, where it has a rule for it', async () => {
    const asked = api().share({ ...secret, passphrase: 'abc' })
    if (profile === '0.18') expect(await codeOf(asked)).toBe('no fault')
    else
      await expect(asked).rejects.toMatchObject({
        code: 'refused',
        facts: { said: expect.stringMatching(/\w/) },
      })
  })
})

describe('every request', () => {
  const asked: [string, RequestInit][] = []
  const listening: Network = async (url, init) => {
    asked.push([url, init])
    return Response.json({ metadata_key: 'm', secret_key: 's', secret_ttl: '60' })
  }
  beforeEach(() => {
    asked.length = 0
  })
  test('takes no cookies, no referrer, no cache, no redirect, and gives up in time', async () => {
    await createApi({ network: listening, allowed }, 'https://eu.onetimesecret.com').share(secret)
    expect(asked).toHaveLength(1)
    const [url, init] = asked[0] ?? []
    expect(url).toBe('https://eu.onetimesecret.com/api/v1/share')
    expect(init).toMatchObject({
      method: 'POST',
      credentials: 'omit',
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    })
    expect(init?.signal).toBeInstanceOf(AbortSignal)
    expect(String(init?.body)).toBe('secret=correct+horse&ttl=3600')
  })
  test('waits for the permission: without it nothing is sent', async () => {
    const api = createApi({ network: listening, allowed: async () => false }, 'https://eu.onetimesecret.com')
    expect(await codeOf(api.share(secret))).toBe('noPermission')
    expect(asked).toEqual([])
  })
  test('takes numbers as text, as the public documentation shows them', async () => {
    const api = createApi({ network: listening, allowed }, 'https://eu.onetimesecret.com')
    expect(await api.share(secret)).toEqual({ metadataKey: 'm', secretKey: 's', ttl: 60 })
  })
})

describe('a server that misbehaves', () => {
  let server: Server
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.close())

  const cases: [string, Misbehaviour, string][] = [
    ['a redirect', { at: 'redirect', to: 'https://example.com/' }, 'redirected'],
    ['a web page instead of JSON', { at: 'html' }, 'notAServer'],
    ['JSON cut short', { at: 'cut', by: 'length' }, 'garbled'],
    ['a connection cut in the answer', { at: 'cut', by: 'connection' }, 'cutOff'],
    ['an answer without the secret key', { at: 'missing', fields: ['secret_key'] }, 'incomplete'],
    ['an answer without the metadata key', { at: 'missing', fields: ['metadata_key'] }, 'incomplete'],
    ['50 MB', { at: 'huge' }, 'answerTooBig'],
    ['silence', { at: 'hang', stored: true }, 'timedOut'],
    ['a dropped connection', { at: 'reset', stored: true }, 'cutOff'],
    ['400', { at: 'status', status: 400 }, 'refused'],
    ['401', { at: 'status', status: 401 }, 'unauthorised'],
    ['403', { at: 'status', status: 403 }, 'forbidden'],
    ['500', { at: 'status', status: 500 }, 'serverError'],
    ['413 of a proxy', { at: 'answer', status: 413, body: '<html>' }, 'tooLongThere'],
    ['511 of a network', { at: 'answer', status: 511, body: '<html>' }, 'signInFirst'],
    ['its own rate limit', { at: 'rate-limited' }, 'refused'],
    ['429 of a proxy', { at: 'answer', status: 429, body: 'slow down' }, 'rateLimited'],
    ['502 of a proxy', { at: 'answer', status: 502, body: '<html>' }, 'serverError'],
    ['404 of another web site', { at: 'answer', status: 404, body: '<html>' }, 'wrongPath'],
    ['a number', { at: 'answer', status: 200, body: '7' }, 'incomplete'],
    ['nothing', { at: 'answer', status: 200, body: '' }, 'garbled'],
    [
      'a key that is not one',
      { at: 'answer', status: 200, body: '{"metadata_key":"../m","secret_key":"s"}' },
      'incomplete',
    ],
  ]
  test.each(cases)('%s is named, and asked for once', async (_, how, code) => {
    server.misbehave(how)
    const before = server.log.length
    const api = createApi({ network: nodeNetwork, allowed, patience: 400 }, server.origin)
    expect(await codeOf(api.share(secret))).toBe(code)
    expect(server.log.length - before).toBe(1)
    server.misbehave(undefined)
  })
  test('that does not tell what it made up has made nothing that can be used', async () => {
    server.misbehave({ at: 'missing', fields: ['value'] })
    const { generate } = createApi({ network: nodeNetwork, allowed }, server.origin)
    expect(await codeOf(generate({ ttl: 60, length: 20 }))).toBe('incomplete')
    server.misbehave(undefined)
  })
  test('a server that is not there is told from one that breaks off', async () => {
    const gone = await startServer()
    await gone.close()
    const api = createApi({ network: nodeNetwork, allowed }, gone.origin)
    expect(await codeOf(api.share(secret))).toBe('unreachable')
  })
  test('no fault carries the text it was about', async () => {
    for (const [, how] of cases) {
      server.misbehave(how)
      const api = createApi({ network: nodeNetwork, allowed, patience: 200 }, server.origin)
      const error: unknown = await api.share({ secret: 'hunter2', ttl: 60 }).catch((error: unknown) => error)
      const told =
        error instanceof Error ? `${error.stack} ${String(error.cause)} ${JSON.stringify(error)}` : ''
      expect(told).toContain('Fault')
      expect(told).not.toContain('hunter2')
    }
    server.misbehave(undefined)
  })
})

describe('an answer about another secret', () => {
  const telling = (answer: unknown, status = 200): ReturnType<typeof createApi> =>
    createApi(
      { network: async () => Response.json(answer, { status }), allowed },
      'https://eu.onetimesecret.com',
    )
  const receipt = (key: string) => ({ metadata_key: key, state: 'burned' })

  test('is no answer', async () => {
    expect(await telling(receipt('mine')).receipt('mine')).toMatchObject({ state: 'burned' })
    expect(await codeOf(telling(receipt('other')).receipt('mine'))).toBe('garbled')
    expect(await codeOf(telling({ state: receipt('mine') }).burn('mine'))).toBe('no fault')
    expect(await codeOf(telling({ state: receipt('other') }).burn('mine'))).toBe('garbled')
  })
  test('does not say that this one is gone', async () => {
    const gone = (key: string) => telling({ message: 'Unknown secret', secret_key: key }, 404)
    for (const ask of ['receipt', 'burn'] as const) {
      expect(await codeOf(gone('mine')[ask]('mine'))).toBe('gone')
      expect(await codeOf(gone('other')[ask]('mine'))).toBe('garbled')
    }
  })
})
