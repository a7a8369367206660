import { beforeEach, expect, test } from 'vitest'
import { createSettingsStore } from '../../../lib/adapters/settings-store'
import { learnLimit } from '../../../lib/usecases/share'
import { memoryArea } from '../../support/area'

const [eu, own] = ['https://eu.onetimesecret.com', 'https://secrets.example.com']
const day = 86_400

let area: ReturnType<typeof memoryArea>
let settings: ReturnType<typeof createSettingsStore>
beforeEach(() => {
  area = memoryArea()
  settings = createSettingsStore(area, () => 'UTC')
})
const learn = (server: string, account: boolean, asked: number, granted: number) =>
  learnLimit({ settings }, server, { account, asked, granted })
const limits = async () => (await settings.read()).limits

test('a lifetime that was cut down is the longest from now on, for this server and this kind of access', async () => {
  await learn(own, false, 30 * day, 7 * day)
  expect(await limits()).toEqual({ [own]: { anonymous: 7 * day } })
  await learn(own, true, 30 * day, 14 * day)
  await learn(eu, true, 30 * day, 14 * day)
  expect(await limits()).toEqual({
    [own]: { anonymous: 7 * day, account: 14 * day },
    [eu]: { account: 14 * day },
  })
})
test('a server’s rounding is no part of its limit', async () => {
  await learn(own, false, 30 * day, 7 * day - 2)
  expect(await limits()).toEqual({ [own]: { anonymous: 7 * day } })
})
test('a lifetime that was granted, but for a server’s rounding, teaches nothing and writes nothing', async () => {
  await learn(own, false, 7 * day, 7 * day)
  await learn(own, false, 7 * day, 7 * day - 2)
  expect(area.writes).toEqual([])
})
test('a server that grants more than it was known for has no such limit any more', async () => {
  await settings.change(() => ({ limits: { [own]: { bytes: 20_000, anonymous: 7 * day } } }))
  await learn(own, false, 14 * day, 14 * day)
  expect(await limits()).toEqual({ [own]: { bytes: 20_000 } })
})
test('what is known already is not written again', async () => {
  await learn(own, false, 30 * day, 7 * day)
  await learn(own, false, 3 * day, 3 * day)
  const writes = area.writes.length
  await learn(own, false, 30 * day, 7 * day)
  expect(area.writes).toHaveLength(writes)
})
test.each([0, -1])(
  'a server that says it grants %i seconds teaches nothing, and costs no settings',
  async granted => {
    await settings.change(() => ({ retention: 7 }))
    await learn(own, false, 30 * day, granted)
    expect(await settings.read()).toMatchObject({ retention: 7, limits: {} })
  },
)
