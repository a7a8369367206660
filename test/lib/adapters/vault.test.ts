import { describe, expect, test } from 'vitest'
import { createVault } from '../../../lib/adapters/vault'
import { memoryArea } from '../../support/area'
import { fewIterations, memoryKeys } from '../../support/vault'

const right = 'correct horse battery'

/** A browser's disk and memory, and a worker's clock. A new worker each time it is asked for. */
function browser() {
  const [local, session, keys] = [memoryArea(), memoryArea(), memoryKeys()]
  let now = 1_000_000
  const worker = () => createVault({ local, session }, keys, () => now, fewIterations)
  return {
    ...{ local, session, keys },
    pass: (ms: number) => {
      now += ms
    },
    worker,
    /** With what comes after it, so that everybody sees it open. */
    open: async (passphrase: string) => {
      await worker().unlock(passphrase, null)
      await worker().endUnlocking()
    },
    /** The browser closes: memory is gone. */
    close: () => session.kept.clear(),
    onDisk: () => JSON.stringify([...local.kept]),
  }
}
const refused = (code: string) => expect.objectContaining({ code })

describe('without a lock', () => {
  test('one key is made, however many ask for it first', async () => {
    const { keys, worker } = browser()
    const vault = worker()
    const boxes = await Promise.all(['a', 'b', 'c'].map(text => vault.encrypt(text, 'p')))
    expect(keys.saved()).toBe(1)
    expect(await Promise.all(boxes.map(box => vault.decrypt(box, 'p')))).toEqual(['a', 'b', 'c'])
  })
  test('a later session opens what an earlier one closed, for its purpose alone', async () => {
    const { worker, close } = browser()
    const box = await worker().encrypt('m', 'p')
    close()
    expect(await worker().decrypt(box, 'p')).toBe('m')
    await expect(worker().decrypt(box, 'q')).rejects.toThrow()
    expect(await worker().state()).toBe('off')
  })
  test('a key store that cannot be read, or has lost its key, never costs the data key', async () => {
    for (const load of [() => Promise.reject(new Error('broken')), async () => undefined]) {
      const { local, session, keys, worker } = browser()
      const box = await worker().encrypt('m', 'p')
      const before = local.kept.get('vault')
      const broken = createVault({ local, session }, { ...keys, load }, () => 0)
      await expect(broken.encrypt('n', 'p')).rejects.toEqual(refused('keyMissing'))
      await expect(broken.decrypt(box, 'p')).rejects.toEqual(refused('keyMissing'))
      expect(local.kept.get('vault')).toEqual(before)
      expect(await worker().decrypt(box, 'p')).toBe('m')
    }
  })
  test.each([7, 'x', null, {}, { version: 1 }, { version: 1, dataKey: '!' }])(
    'a data key that became %j is put aside, and a new one goes on',
    async garbage => {
      const { local, worker } = browser()
      const old = await worker().encrypt('m', 'p')
      local.kept.set('vault', garbage)
      const box = await worker().encrypt('n', 'p')
      expect(await worker().decrypt(box, 'p')).toBe('n')
      await expect(worker().decrypt(old, 'p')).rejects.toThrow()
      expect(local.kept.get('vault:lost')).toEqual(garbage)
    },
  )
})

test('a data key that a newer version wrote is never put aside for a new one', async () => {
  const { local, worker } = browser()
  await worker().encrypt('m', 'p')
  const newer = { version: 2, dataKey: 'AAAA' }
  local.kept.set('vault', newer)
  await expect(worker().encrypt('n', 'p')).rejects.toMatchObject({ code: 'keptByNewer' })
  expect(local.kept.get('vault')).toEqual(newer)
})

describe('a lock', () => {
  test('opens with its passphrase alone, and then all is there as it was', async () => {
    const { worker, close, onDisk, keys } = browser()
    const box = await worker().encrypt('token', 'p')
    await worker().setPassphrase(right, null)
    expect(await worker().state()).toBe('unlocked')
    expect(await worker().decrypt(box, 'p')).toBe('token')
    expect(await keys.load(), 'the browser’s own key opens nothing any more').toBeUndefined()
    close()
    expect(await worker().state()).toBe('locked')
    await expect(worker().decrypt(box, 'p')).rejects.toEqual(refused('locked'))
    await expect(worker().encrypt('x', 'p')).rejects.toEqual(refused('locked'))
    await expect(worker().unlock('correct horse batterz', null)).rejects.toEqual(refused('wrongPassphrase'))
    expect(await worker().state()).toBe('locked')
    await worker().unlock(right, null)
    expect(await worker().decrypt(box, 'p')).toBe('token')
    expect(onDisk()).not.toContain(right)
    expect(onDisk()).not.toContain('lock-tries')
  })
  test('keeps the raw key in memory only, and not at all once locked', async () => {
    const { local, session, worker } = browser()
    const vault = worker()
    const box = await vault.encrypt('x', 'p')
    await vault.setPassphrase(right, null)
    const { dataKey } = session.kept.get('unlocked') as { dataKey: string }
    expect(JSON.stringify([...local.kept])).not.toContain(dataKey)
    await vault.beginLocking()
    expect(JSON.stringify([...session.kept])).not.toContain(dataKey)
    await expect(vault.decrypt(box, 'p')).rejects.toEqual(refused('locked'))
    expect(await worker().standing()).toEqual({ at: 'locking' })
    await vault.endLocking()
    expect(JSON.stringify([...session.kept])).not.toContain('dataKey')
    expect(await worker().standing()).toEqual({ at: 'locked' })
  })
  test('outlasts a stopped worker open, and closes when its time is up though nobody comes to close it', async () => {
    const { worker, pass } = browser()
    const box = await worker().encrypt('token', 'p')
    await worker().setPassphrase(right, 1_060_000)
    pass(59_999)
    expect(await worker().decrypt(box, 'p')).toBe('token')
    await worker().extend(1_120_000)
    pass(60_000)
    expect(await worker().decrypt(box, 'p')).toBe('token')
    pass(1)
    await expect(worker().decrypt(box, 'p')).rejects.toEqual(refused('locked'))
    await worker().extend(9_999_999)
    expect(await worker().state(), 'what has closed is not in use').toBe('locked')
    expect(await worker().standing()).toEqual({ at: 'locking' })
  })
  test('is changed and removed by who knows its passphrase, and rewrites nothing but the wrapping', async () => {
    const { local, worker, close } = browser()
    const box = await worker().encrypt('token', 'p')
    await worker().setPassphrase(right, null)
    local.kept.set('entry:w:1', { handle: box })
    local.writes.length = 0
    await expect(worker().changePassphrase('not this one', 'next passphrase')).rejects.toEqual(
      refused('wrongPassphrase'),
    )
    await worker().changePassphrase(right, 'next passphrase')
    expect(new Set(local.writes)).toEqual(new Set(['lock-tries', 'vault']))
    close()
    await expect(worker().unlock(right, null)).rejects.toEqual(refused('wrongPassphrase'))
    await worker().unlock('next passphrase', null)
    expect(await worker().decrypt(box, 'p')).toBe('token')
    await expect(worker().removePassphrase(right)).rejects.toEqual(refused('wrongPassphrase'))
    await worker().removePassphrase('next passphrase')
    close()
    expect(await worker().state()).toBe('off')
    expect(await worker().decrypt(box, 'p')).toBe('token')
    expect(await worker().encrypt('x', 'p')).toBeTruthy()
  })
  test('takes a passphrase however it is spelled, and none of less than eight characters', async () => {
    const { worker, close } = browser()
    await expect(worker().setPassphrase('1234567', null)).rejects.toEqual(refused('lockTooShort'))
    await expect(worker().setPassphrase('👩‍🚀👩‍🚀', null)).rejects.toEqual(refused('lockTooShort'))
    expect(await worker().state()).toBe('off')
    await worker().setPassphrase('Zürich ﬁsch', null)
    close()
    await worker().unlock('Zu\u0308rich fisch', null)
    expect(await worker().state(), 'nobody else sees it open').toBe('locked')
    expect(await worker().standing()).toEqual({ at: 'unlocking' })
    await worker().endUnlocking()
    expect(await worker().standing()).toEqual({ at: 'unlocked', until: null })
    expect(await worker().state()).toBe('unlocked')
  })
  test('costs a guesser 600 000 rounds, of which nothing on the disk says another number', async () => {
    const { local, session, keys } = browser()
    const vault = (...iterations: [number?]) => createVault({ local, session }, keys, () => 0, ...iterations)
    await vault().setPassphrase(right, null)
    local.kept.set('vault', { ...(local.kept.get('vault') as object), iterations: 1, p2c: 1 })
    await expect(vault(1).unlock(right, null)).rejects.toEqual(refused('wrongPassphrase'))
    await vault(600_000).unlock(right, null)
  })
  test('is not set over another', async () => {
    const { worker } = browser()
    await worker().setPassphrase(right, null)
    await expect(worker().setPassphrase('another passphrase', null)).rejects.toEqual(refused('malformed'))
  })
  test('that was tampered with opens nothing, and loses nothing to a guess', async () => {
    const { local, worker, close, open } = browser()
    await worker().setPassphrase(right, null)
    close()
    const kept = local.kept.get('vault') as { dataKey: string; salt: string }
    for (const damage of [{ dataKey: kept.salt }, { salt: kept.dataKey }, { dataKey: '' }, { salt: '!' }]) {
      local.kept.set('vault', { ...kept, ...damage })
      await expect(worker().unlock(right, null)).rejects.toEqual(refused('wrongPassphrase'))
      expect(local.kept.get('vault')).toEqual({ ...kept, ...damage })
    }
    local.kept.set('vault', kept)
    await open(right)
    expect(await worker().state()).toBe('unlocked')
  })
  test('is erased with all that it kept', async () => {
    const { worker } = browser()
    const box = await worker().encrypt('token', 'p')
    await worker().setPassphrase(right, null)
    await worker().beginLocking()
    await worker().erase()
    expect(await worker().state()).toBe('off')
    await expect(worker().decrypt(box, 'p')).rejects.toThrow()
  })
})

describe('a stop between any two writes leaves one working wrapping', () => {
  const steps = {
    set: async (vault: ReturnType<typeof createVault>) => vault.setPassphrase(right, null),
    change: async (vault: ReturnType<typeof createVault>) => vault.changePassphrase(right, 'next passphrase'),
    remove: async (vault: ReturnType<typeof createVault>) => vault.removePassphrase(right),
  }
  const before = { set: false, change: true, remove: true }

  for (const [name, step] of Object.entries(steps)) {
    test(`${name} the passphrase`, async () => {
      for (let stopAt = 0; stopAt < 9; stopAt++) {
        const { local, session, keys, worker, close } = browser()
        const box = await worker().encrypt('token', 'p')
        if (before[name as keyof typeof before]) await worker().setPassphrase(right, null)
        let writes = 0
        const stops =
          <A extends unknown[]>(write: (...args: A) => Promise<void>) =>
          (...args: A): Promise<void> =>
            writes++ === stopAt
              ? new Promise(() => {})
              : writes > stopAt + 1
                ? new Promise(() => {})
                : write(...args)
        const stopped = createVault(
          {
            local: { ...local, set: stops(local.set), remove: stops(local.remove) },
            session: { ...session, set: stops(session.set), remove: stops(session.remove) },
          },
          { ...keys, save: stops(keys.save), clear: stops(keys.clear) },
          () => 1_000_000,
          fewIterations,
        )
        const ended = await Promise.race([
          step(stopped).then(() => 'done'),
          (async () => {
            while (writes <= stopAt) await new Promise(resolve => setTimeout(resolve, 5))
            await new Promise(resolve => setTimeout(resolve, 5))
            return 'stopped'
          })(),
        ])
        close()
        if ((await worker().state()) === 'locked') {
          await worker()
            .unlock(right, null)
            .catch(() => worker().unlock('next passphrase', null))
        }
        expect(await worker().decrypt(box, 'p'), `${name}, stopped at write ${stopAt}`).toBe('token')
        if (ended === 'done') return
      }
      throw new Error('it ends after a few writes')
    })
  }
})

describe('what comes while it is locked', () => {
  const lock = async (vault: ReturnType<typeof createVault>) => {
    await vault.beginLocking()
    await vault.endLocking()
  }
  type Memory = ReturnType<typeof memoryArea>
  const ratchet = (session: Memory) =>
    (session.kept.get('unlocked') as { ratchet: { key: string; step: string } }).ratchet

  test('is encrypted, and opens after unlocking, also when the lock or the browser’s memory is no more', async () => {
    const { worker, close, onDisk, session } = browser()
    await worker().setPassphrase(right, null)
    const open = await worker().encrypt('open', 'id')
    await lock(worker())
    const [box, other] = [await worker().encrypt('metadata key', 'id'), await worker().encrypt('two', 'id')]
    expect(box + onDisk() + JSON.stringify([...session.kept])).not.toContain('metadata key')
    for (const one of [open, box])
      await expect(worker().decrypt(one, 'id')).rejects.toEqual(refused('locked'))
    close()
    await worker().unlock(right, null)
    const all = async () => Promise.all([open, box, other].map(one => worker().decrypt(one, 'id')))
    expect(await all()).toEqual(['open', 'metadata key', 'two'])
    await expect(worker().decrypt(box, 'other'), 'its purpose is bound to it').rejects.toThrow()
    await worker().removePassphrase(right)
    expect(await all()).toEqual(['open', 'metadata key', 'two'])
    await worker().setPassphrase('next passphrase', null)
    expect(await all(), 'nor is it lost to the next lock').toEqual(['open', 'metadata key', 'two'])
  })
  test('has a key of its own each, also all at once, of which none is left in memory', async () => {
    const { worker, session } = browser()
    await worker().setPassphrase(right, null)
    const vault = worker()
    await lock(vault)
    const { key } = ratchet(session)
    const boxes = await Promise.all(['a', 'b', 'c'].map(text => vault.encrypt(text, 'p')))
    expect(boxes.map(box => box.split('.')[1])).toEqual(['000000', '000001', '000002'])
    expect(ratchet(session).step).toBe('000003')
    expect(JSON.stringify([...session.kept])).not.toContain(key)
    await worker().unlock(right, null)
    expect(await Promise.all(boxes.map(box => worker().decrypt(box, 'p')))).toEqual(['a', 'b', 'c'])
  })
  test('opens by no other key, and not once it was altered', async () => {
    const { worker } = browser()
    await worker().setPassphrase(right, null)
    await lock(worker())
    const box = await worker().encrypt('m', 'p')
    const other = browser()
    await other.worker().setPassphrase(right, null)
    await expect(other.worker().decrypt(box, 'p')).rejects.toThrow()
    await worker().unlock(right, null)
    const [start = '', step = '', inner = ''] = box.split('.')
    const swapped = `${inner}.${step}.${start}`
    for (const altered of [`${start}.000001.${inner}`, swapped, `${start}.${step}.`, `${start}.${inner}`])
      await expect(worker().decrypt(altered, 'p'), altered).rejects.toThrow()
  })
  test('is not lost for want of memory', async () => {
    const { worker, session } = browser()
    await worker().setPassphrase(right, null)
    await lock(worker())
    session.full = true
    const boxes = [await worker().encrypt('a', 'p'), await worker().encrypt('b', 'p')]
    session.full = false
    await worker().unlock(right, null)
    expect(await Promise.all(boxes.map(box => worker().decrypt(box, 'p')))).toEqual(['a', 'b'])
  })
  test('cannot be encrypted before the lock was opened since the browser’s start', async () => {
    const { worker, close } = browser()
    await worker().setPassphrase(right, null)
    close()
    await expect(worker().encrypt('m', 'p')).rejects.toEqual(refused('locked'))
  })
})
