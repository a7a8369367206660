import { beforeEach, expect, test } from 'vitest'
import { createImportExclusions, type ImportExclusions } from '../../../lib/adapters/import-exclusions'
import type { Vault } from '../../../lib/adapters/vault'
import type { PendingShare } from '../../../lib/domain/pending-share'
import type { Receipt } from '../../../lib/domain/receipt'
import { memoryArea } from '../../support/area'
import { receiptOf } from '../../support/receipts'
import { memoryVault } from '../../support/vault'

const hour = 60 * 60_000
const account = '7d0f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f10'
const since = 1_000_000 * hour
const trace: PendingShare = {
  ...{ server: 'https://eu.onetimesecret.com', account, since, ttl: 3600 },
  ...{ sealed: true, passphrase: false, label: 'wifi' },
}
const madeAt = (ms: number, about: Partial<Receipt> = {}) =>
  receiptOf('m1', { created: Math.floor(ms / 1000), ...about })

let now: number
let local: ReturnType<typeof memoryArea>
let vault: Vault
let untold: ImportExclusions
beforeEach(() => {
  now = since
  local = memoryArea()
  vault = memoryVault(local)
  untold = createImportExclusions({ local, vault, now: () => now })
})
const among = async (receipt: Receipt, ahead?: number, of = account) =>
  (await untold.among(of, [receipt], ahead)).has('m1')
const boxes = () => JSON.stringify([...local.kept].filter(([key]) => key.startsWith('untold:')))

test('a secret whose answer was lost is known by when it left, by its life, and by its account', async () => {
  await untold.expect(trace)
  expect(await among(madeAt(since + 5_000))).toBe(true)
  expect(await among(madeAt(since + 5_000, { ttl: 600 })), 'granted less').toBe(true)
  expect(await among(madeAt(since + 5_000, { state: 'received', ttl: undefined })), 'ended').toBe(true)
  expect(await among(madeAt(since + 5_000, { ttl: 7200 })), 'a longer life').toBe(false)
  expect(await among(madeAt(since + 5_000), undefined, crypto.randomUUID())).toBe(false)
})
test('the time is as wide as the server’s clock is unknown', async () => {
  await untold.expect(trace)
  expect(await among(madeAt(since - 20 * hour))).toBe(true)
  expect(await among(madeAt(since - 20 * hour), 0)).toBe(false)
  expect(await among(madeAt(since + 3 * hour), 3 * hour)).toBe(true)
  expect(await among(madeAt(since + 48 * hour))).toBe(false)
})
test('one that is answered is known by its key alone, and one that never arrived by nothing', async () => {
  await untold.met(await untold.expect(trace), 'm1', 3600)
  expect(await among(receiptOf('m1'))).toBe(true)
  const other = receiptOf('m2', { created: since / 1000 })
  expect((await untold.among(account, [other], undefined)).size).toBe(0)
  const id = await untold.expect(trace)
  await untold.drop(id)
  expect([...local.kept.keys()].filter(key => key.startsWith('untold:'))).toHaveLength(1)
})
test('what lies on the disk tells nothing without the vault’s key, and survives the browser', async () => {
  await untold.expect(trace)
  // Long enough not to stand in a cipher by chance.
  const key = 'metadata-key-1'
  await untold.met('answered', key, 3600)
  for (const word of [key, account, 'onetimesecret', 'wifi', String(since)])
    expect(boxes()).not.toContain(word)
  const restarted = createImportExclusions({ local, vault, now: () => now })
  expect((await restarted.among(account, [receiptOf(key)], undefined)).size).toBe(1)
})
test('it is forgotten when the server has forgotten it, after a year at most', async () => {
  await untold.met('short', 'm1', 3600)
  await untold.met('long', 'm2', 10 * 365 * 24 * 3600)
  now += 27 * hour
  expect([...(await untold.among(account, [receiptOf('m1'), receiptOf('m2')], undefined))]).toEqual(['m2'])
  expect(boxes()).not.toContain('untold:short')
  now += 365 * 24 * hour
  await untold.among(account, [], undefined)
  expect(boxes()).toBe('[]')
})
test('what cannot be noted must not leave; what was noted stands should its answer not be kept', async () => {
  local.full = true
  await expect(untold.expect(trace)).rejects.toMatchObject({ code: 'notKept' })
  local.full = false
  const id = await untold.expect(trace)
  local.full = true
  await untold.met(id, 'm1', 3600)
  expect(await among(madeAt(since + 5_000))).toBe(true)
})
test('a box that no key opens any more stands in nobody’s way', async () => {
  await local.set({ 'untold:x': 'rubbish', 'untold:y': 7 })
  await untold.met('a', 'm1', 3600)
  expect(await among(receiptOf('m1'))).toBe(true)
})
