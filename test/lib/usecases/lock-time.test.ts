import { describe, expect, test } from 'vitest'
import { lockedWorld } from '../../support/lock'

const minute = 60_000

/** A lock that is open, for a quarter of an hour without use. */
async function unlocked() {
  const world = lockedWorld()
  await world.worker().lock.set('correct horse battery')
  return world
}

describe('the time without use', () => {
  test('begins anew with each question and each share, and then it closes by its alarm', async () => {
    const { worker, heard, pass, now } = await unlocked()
    expect(heard.alarm).toBe(now() + 15 * minute)
    pass(14 * minute)
    await worker().lock.permit('check')
    expect(heard.alarm).toBe(now() + 15 * minute)
    pass(14 * minute)
    expect(await worker().lock.mayShare()).toBe(true)
    pass(15 * minute - 1)
    await worker().lock.settle()
    expect(heard.changes).toEqual([])
    pass(1)
    await worker().lock.settle()
    expect(heard.changes).toEqual(['locked'])
  })
  test('has its alarm, though a worker was stopped before it could set it', async () => {
    const { worker, heard, now } = await unlocked()
    heard.alarm = undefined
    await worker().lock.wake()
    expect(heard.alarm).toBe(now() + 15 * minute)
    await worker().lock.lock()
    await worker().lock.wake()
    expect(heard.alarm).toBeUndefined()
  })
  test('is as long as was chosen, give or take a sixtieth, and is not written down with every question', async () => {
    const { worker, session, choose, pass } = await unlocked()
    const { lock } = worker()
    const asked = async () => {
      const { writes } = session
      writes.length = 0
      await lock.permit('check')
      return writes.length
    }
    pass(9_999)
    expect(await asked()).toBe(0)
    pass(1)
    expect(await asked()).toBe(1)
    await choose({ after: 1 })
    await lock.use()
    pass(1_000)
    expect(await asked()).toBe(1)
    pass(999)
    expect(await asked()).toBe(0)
    pass(59_000)
    expect(await lock.mayShare()).toBe(true)
  })
  test('is looked up once for each question', async () => {
    const { worker, session } = await unlocked()
    let looks = 0
    const { get } = session
    session.get = async keys => {
      if (keys === 'unlocked') looks++
      return get(keys)
    }
    await worker().lock.permit('check')
    expect(looks).toBe(1)
  })
  test('follows what the person chooses; none lasts as long as the browser runs', async () => {
    const { worker, heard, choose, pass, now } = await unlocked()
    await choose({ after: null })
    await worker().lock.use()
    expect(heard.alarm).toBeUndefined()
    pass(1_000 * minute)
    expect(await worker().vault.state()).toBe('unlocked')
    await choose({ after: 1 })
    await worker().lock.use()
    expect(heard.alarm).toBe(now() + minute)
  })
  test('is no matter without a lock', async () => {
    const { worker, heard } = lockedWorld()
    await worker().lock.use()
    await worker().lock.permit('burnAll')
    await worker().lock.lock()
    expect(await worker().vault.state()).toBe('off')
    expect(heard).toEqual({ alarm: undefined, changes: [] })
  })
})
