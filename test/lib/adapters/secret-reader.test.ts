import { beforeEach, expect, test } from 'vitest'
import type { SecretAnswer } from '../../../lib/adapters/api/secret-answer'
import { createReader, type SecretReaderWorld } from '../../../lib/adapters/secret-reader'
import { Fault } from '../../../lib/domain/fault'

const wanted = { origin: 'https://eu.onetimesecret.com', secretKey: 's1', inPrivate: false }
const came: SecretAnswer = {
  at: 1,
  status: 200,
  intended: null,
  body: '{"value":"x"}',
  binary: false,
  whole: true,
}

let asked: string[]
let kept: string[]
let world: SecretReaderWorld
beforeEach(() => {
  asked = []
  kept = []
  world = {
    ask: async ({ secretKey }) => {
      asked.push(secretKey)
      return came
    },
    keep: async ({ secretKey }) => {
      kept.push(secretKey)
      return 'memory'
    },
    wait: async () => {},
  }
})

test('a secret is read once, however many ask for it, and again once that has ended', async () => {
  const reader = createReader(world)
  const all = await Promise.all([reader.read(wanted), reader.read(wanted), reader.end(wanted)])
  expect(all).toEqual(Array(3).fill({ is: 'came', came, kept: 'memory' }))
  expect(asked).toEqual(['s1'])
  expect(await reader.end(wanted)).toBeUndefined()
  await reader.read(wanted)
  expect(asked).toEqual(['s1', 's1'])
})
test('what came is kept though nobody who asked is there any more, and though who keeps it is stopped', async () => {
  let stops = 3
  world.keep = async ({ secretKey }) => {
    if (stops-- > 0) throw new Error('the message port closed')
    kept.push(secretKey)
    return 'disk'
  }
  void createReader(world).read(wanted)
  await expect.poll(() => kept).toEqual(['s1'])
  expect(asked).toEqual(['s1'])
})
test('what nobody can keep is still handed to who asked', async () => {
  world.keep = () => Promise.reject(new Error('gone for good'))
  expect(await createReader(world).read(wanted)).toEqual({ is: 'came', came, kept: 'page' })
})
test('a way that failed is said by its name, and is not tried again', async () => {
  world.ask = async () => {
    throw new Fault('offline')
  }
  expect(await createReader(world).read(wanted)).toEqual({ is: 'failed', code: 'offline' })
  expect(kept).toEqual([])
})
test('what comes after everything was erased is for who waits for it, and kept nowhere', async () => {
  let arrive = (_: SecretAnswer) => {}
  world.ask = () =>
    new Promise(resolve => {
      arrive = resolve
    })
  const reader = createReader(world)
  const reading = reader.read(wanted)
  reader.forget()
  arrive(came)
  expect(await reading).toEqual({ is: 'came', came, kept: 'page' })
  expect(kept).toEqual([])
})
