import { beforeEach, expect, test } from 'vitest'
import type { Api } from '../../../lib/doors/api/api'
import { createRevealings } from '../../../lib/doors/revealing'
import { createFetch } from '../../../lib/journeys/fetch-secret'
import { Fault } from '../../../lib/rules/fault'
import { memoryApi } from '../../support/api'
import { memoryArea } from '../../support/area'

const place = { origin: 'https://eu.onetimesecret.com', secretKey: 's1' }
let area: ReturnType<typeof memoryArea>
let asked: string[]
let api: Api
const world = () => ({ api: () => api, revealings: createRevealings(area, () => crypto.randomUUID()) })
beforeEach(() => {
  area = memoryArea()
  asked = []
  api = {
    ...memoryApi().api,
    status: async () => {
      asked.push('status')
      return { status: 'nominal' }
    },
    read: async (secretKey, passphrase) => {
      asked.push(`read ${secretKey} ${passphrase ?? ''}`.trim())
      return 'eyJ.sealed'
    },
    share: async () => {
      throw new Error('nobody shares here')
    },
  }
})

test('what was fetched is kept before it is answered, and never asked for again', async () => {
  const { revealings } = world()
  const token = await revealings.add({ given: 'link' })
  expect(await createFetch(world())({ token, ...place })).toBe('eyJ.sealed')
  expect(await revealings.read(token)).toEqual({ given: 'link', stored: 'eyJ.sealed' })
  // A worker of a later day.
  expect(await createFetch(world())({ token, ...place })).toBe('eyJ.sealed')
  expect(asked).toEqual(['status', 'read s1'])
})
test('a server that is not there costs nothing', async () => {
  api.status = async () => {
    throw new Fault('offline')
  }
  const token = await world().revealings.add({ given: 'link' })
  await expect(createFetch(world())({ token, ...place })).rejects.toMatchObject({ code: 'offline' })
  expect(asked).toEqual([])
})
test('two presses are one reading', async () => {
  const token = await world().revealings.add({ given: 'link' })
  const fetch = createFetch(world())
  expect(await Promise.all([fetch({ token, ...place }), fetch({ token, ...place })])).toEqual([
    'eyJ.sealed',
    'eyJ.sealed',
  ])
  expect(asked).toEqual(['status', 'read s1'])
})
test('a failed attempt can be made again', async () => {
  const token = await world().revealings.add({ given: 'link' })
  const read = api.read
  api.read = async () => {
    throw new Fault('gone')
  }
  const fetch = createFetch(world())
  await expect(fetch({ token, ...place })).rejects.toMatchObject({ code: 'gone' })
  api.read = read
  expect(await fetch({ token, ...place, passphrase: 'p' })).toBe('eyJ.sealed')
  expect(asked).toContain('read s1 p')
})
test('memory that is full does not cost the secret', async () => {
  const token = await world().revealings.add({ given: 'link' })
  area.full = true
  expect(await createFetch(world())({ token, ...place })).toBe('eyJ.sealed')
})
test('a token that is nobody’s fetches nothing', async () => {
  await expect(createFetch(world())({ token: crypto.randomUUID(), ...place })).rejects.toMatchObject({
    code: 'malformed',
  })
  expect(asked).toEqual([])
})
