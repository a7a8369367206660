import { beforeEach, expect, test } from 'vitest'
import type { SecretAnswer } from '../../../lib/adapters/api/secret-answer'
import { createReceivedStore } from '../../../lib/adapters/received-store'
import { createReader } from '../../../lib/adapters/secret-reader'
import { Fault } from '../../../lib/domain/fault'
import { createRetrieval } from '../../../lib/usecases/retrieve-secret'
import { memoryArea } from '../../support/area'
import { memoryKeys, memoryVault } from '../../support/vault'

const place = { origin: 'https://eu.onetimesecret.com', secretKey: 's1' }
const asked = { ...place, inPrivate: false }
const gone = { status: 404, body: '{"message":"Unknown secret","secret_key":"s1"}' }

let now: number
let local: ReturnType<typeof memoryArea>
let session: ReturnType<typeof memoryArea>
let keys: ReturnType<typeof memoryKeys>
let requests: string[]
/** What the server answers. */
let answer: () => Promise<Partial<SecretAnswer>>
let status: () => Promise<void>
beforeEach(() => {
  now = 1_000
  local = memoryArea()
  session = memoryArea()
  keys = memoryKeys()
  requests = []
  status = async () => {}
  answer = async () => ({ body: '{"value":"as it is"}' })
})

const received = () =>
  createReceivedStore({ local, session, vault: memoryVault(local, keys, session), now: () => now })
/** Where nothing stops it: it outlives every worker. */
const hidden = () =>
  createReader({
    async ask({ secretKey, passphrase }) {
      requests.push(`read ${secretKey} ${passphrase ?? ''}`.trim())
      return {
        at: now,
        status: 200,
        intended: null,
        body: '',
        binary: false,
        whole: true,
        ...(await answer()),
      }
    },
    keep: ({ origin, secretKey, inPrivate, earlier }, came) =>
      received().keep({ place: { origin, secretKey }, came }, { inPrivate, earlier }),
    wait: async () => {},
  })
const worker = (reader = hidden()) =>
  createRetrieval({
    api: () => ({
      async status() {
        requests.push('status')
        await status()
        return { status: 'nominal' }
      },
    }),
    received: received(),
    reader,
  })
const here = { is: 'received', received: { place, kept: 'memory', what: { is: 'text', text: 'as it is' } } }

test('what was fetched is kept before it is answered, and never asked for again', async () => {
  expect(await worker().read(asked)).toMatchObject(here)
  // A worker of a later day.
  expect(await worker().read(asked)).toMatchObject(here)
  expect(requests).toEqual(['status', 'read s1'])
})
test('two presses, and two workers, are one reading', async () => {
  const reader = hidden()
  const [one, other] = [worker(reader), worker(reader)]
  let end = (_: Partial<SecretAnswer>) => {}
  answer = () =>
    new Promise(resolve => {
      end = resolve
    })
  const first = one.read(asked)
  const again = one.read(asked)
  await expect.poll(() => requests).toContain('read s1')
  const elsewhere = other.read(asked)
  const afterStop = other.end(place)
  end({ body: '{"value":"as it is"}' })
  for (const reading of [first, again, elsewhere, afterStop]) expect(await reading).toMatchObject(here)
  expect(requests.filter(one => one.startsWith('read'))).toEqual(['read s1'])
})
test('a server that is away, and memory that is full, cost nothing', async () => {
  status = () => Promise.reject(new Fault('timedOut'))
  expect(await worker().read(asked)).toEqual({ is: 'failed', failure: { code: 'timedOut' }, asked: false })
  status = async () => {}
  session.full = true
  expect(await worker().read(asked)).toEqual({ is: 'failed', failure: { code: 'noRoom' }, asked: false })
  expect(requests).not.toContain('read s1')
  session.full = false
  expect(await worker().read(asked)).toMatchObject(here)
})
test('memory that fills up meanwhile does not cost the secret', async () => {
  answer = async () => {
    session.full = true
    return { body: '{"value":"as it is"}' }
  }
  expect(await worker().read(asked)).toMatchObject({ ...here, received: { kept: 'page' } })
})
test('an attempt whose end is unknown is told of, when the server then has nothing', async () => {
  answer = () => Promise.reject(new Fault('cutOff'))
  expect(await worker().read(asked)).toMatchObject({ failure: { code: 'cutOff' }, asked: true })
  // The browser was closed in between.
  session = memoryArea()
  now = 9_000
  answer = async () => gone
  for (let time = 0; time < 2; time++)
    expect(await worker().read(asked)).toMatchObject({
      failure: { code: 'gone' },
      asked: false,
      earlier: 1_000,
    })
})
test('an attempt that was killed under way is told of, too', async () => {
  answer = () => new Promise(() => {})
  void worker().read(asked)
  await expect.poll(() => requests).toContain('read s1')
  session = memoryArea()
  answer = async () => gone
  expect(await worker().read(asked)).toMatchObject({ failure: { code: 'gone' }, earlier: 1_000 })
})
test('a stranger’s reading is never taken for an own attempt', async () => {
  answer = async () => gone
  for (let time = 0; time < 2; time++)
    expect(await worker().read(asked)).toEqual({
      is: 'failed',
      failure: { code: 'gone' },
      asked: false,
      earlier: undefined,
    })
  answer = () => Promise.reject(new Fault('offline'))
  await worker().read(asked)
  answer = async () => gone
  expect(await worker().read(asked)).toMatchObject({ earlier: undefined })
})
test('what cannot be read is kept, and the server can be asked again', async () => {
  answer = async () => ({ body: '{"value":"hunt', whole: false })
  const unread = { is: 'received', received: { what: { is: 'unread', raw: '{"value":"hunt' } } }
  expect(await worker().read(asked)).toMatchObject(unread)
  answer = async () => gone
  expect(await worker().read(asked)).toMatchObject(unread)
  answer = async () => ({ body: '{"value":"hunter2"}' })
  expect(await worker().read({ ...asked, passphrase: 'p' })).toMatchObject({
    received: { what: { is: 'text', text: 'hunter2' } },
  })
  expect(requests).toContain('read s1 p')
})
test('the end of a reading that nobody knows of is unknown, and nothing is asked for', async () => {
  expect(await worker().end(place)).toEqual({ is: 'failed', failure: { code: 'cutOff' }, asked: true })
  expect(requests).toEqual([])
})
