import { afterEach, expect, test } from 'vitest'
import { type Misbehaviour, type Server, startServer } from '../server/server'

let server: Server | undefined
afterEach(() => server?.close())

async function start(how: Misbehaviour | undefined, times?: number, path?: RegExp): Promise<Server> {
  server = await startServer()
  server.misbehave(how, times, path)
  return server
}

function share({ origin }: Server, timeout = 5000): Promise<Response> {
  return fetch(`${origin}/api/v1/share`, {
    method: 'POST',
    body: new URLSearchParams({ secret: 'x' }),
    redirect: 'manual',
    signal: AbortSignal.timeout(timeout),
  })
}

const stored = (running: Server) => running.secrets().length

test('a fault lasts for as many requests as were named', async () => {
  const running = await start({ at: 'status', status: 500 }, 2)
  const statuses = [
    (await share(running)).status,
    (await share(running)).status,
    (await share(running)).status,
  ]
  expect(statuses).toEqual([500, 500, 200])
})

test('a fault touches only the paths named, until it is taken back', async () => {
  const running = await start({ at: 'html' }, undefined, /\/share/)
  expect((await fetch(`${running.origin}/api/v1/status`)).headers.get('content-type')).toContain('json')
  const shared = await share(running)
  expect([shared.status, shared.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  running.misbehave(undefined)
  expect(await (await share(running)).json()).toHaveProperty('secret_key')
})

test('JSON can end in the middle, with or without its connection', async () => {
  const running = await start({ at: 'cut', by: 'length' })
  await expect((await share(running)).json()).rejects.toThrow(SyntaxError)
  running.misbehave({ at: 'cut', by: 'connection' })
  await expect(share(running).then(answer => answer.text())).rejects.toThrow()
  expect(stored(running)).toBe(2)
})

test('JSON can lack fields', async () => {
  const answer = await (await share(await start({ at: 'missing', fields: ['secret_key', 'ttl'] }))).json()
  expect(answer).toHaveProperty('metadata_key')
  expect(answer).not.toHaveProperty('secret_key')
  expect(answer).not.toHaveProperty('ttl')
})

test('an answer can send elsewhere', async () => {
  const answer = await share(await start({ at: 'redirect', to: 'https://evil.example/' }))
  expect([answer.status, answer.headers.get('location')]).toEqual([302, 'https://evil.example/'])
})

test('an answer can be of 50 MB', async () => {
  const answer = await share(await start({ at: 'huge' }), 30_000)
  expect((await answer.text()).length).toBeGreaterThan(50_000_000)
}, 30_000)

test.each([true, false])('a connection can be lost with the secret stored: %s', async kept => {
  const running = await start({ at: 'reset', stored: kept })
  await expect(share(running)).rejects.toThrow()
  expect(stored(running)).toBe(kept ? 1 : 0)
  expect(running.log.map(({ method, path, status }) => [method, path, status])).toEqual([
    ['POST', '/api/v1/share', 0],
  ])
})

test.each([true, false])('an answer can never come, with the secret stored: %s', async kept => {
  const running = await start({ at: 'hang', stored: kept })
  await expect(share(running, 200)).rejects.toThrow()
  expect(stored(running)).toBe(kept ? 1 : 0)
})

test('an answer can be slow', async () => {
  const running = await start({ at: 'slow', ms: 300 })
  await expect(share(running, 50)).rejects.toThrow()
  expect((await share(running)).status).toBe(200)
})

test('a rate limit looks as it does in its generation', async () => {
  const answer = await share(await start({ at: 'rate-limited' }))
  expect([answer.status, answer.headers.get('x-ots-intended-status'), await answer.json()]).toEqual([
    404,
    '400',
    { message: 'Rate limit exceeded. Please try again later.' },
  ])
})

test.each([
  [400, 404, '400'],
  [401, 404, '401'],
  [403, 403, null],
  [404, 404, null],
  [500, 500, null],
] as const)('a meant %i is sent as %i', async (status, sent, intended) => {
  const answer = await share(await start({ at: 'status', status }))
  expect([answer.status, answer.headers.get('x-ots-intended-status')]).toEqual([sent, intended])
})

test('the log keeps what was asked, byte by byte', async () => {
  const running = await start(undefined)
  await share(running)
  const [entry] = running.log
  expect(entry?.body.toString()).toBe('secret=x')
  expect(entry?.headers['content-type']).toContain('application/x-www-form-urlencoded')
  expect(entry?.status).toBe(200)
})
