import { expect, test } from 'vitest'
import { createUnlockAttempts } from '../../../../lib/adapters/vault/passphrase-key'
import { Fault } from '../../../../lib/domain/fault'
import { memoryArea } from '../../../support/area'

function guesser(local = memoryArea()) {
  let now = 1_000_000
  let tried = 0
  const guess = async (right = false) =>
    createUnlockAttempts(local, () => now)
      .slowed(async () => {
        tried++
        if (!right) throw new Fault('wrongPassphrase')
      })
      .then(
        () => 'opened',
        (error: Fault) => (error.code === 'lockWait' ? (error.facts.by ?? 0) : error.code),
      )
  return {
    ...{ local, guess, tried: () => tried },
    pass: (ms: number) => {
      now += ms
    },
  }
}

test('four wrong passphrases cost nothing, and each more a longer wait, up to a minute', async () => {
  const { guess, pass } = guesser()
  for (let count = 0; count < 5; count++) expect(await guess()).toBe('wrongPassphrase')
  const waits: unknown[] = []
  for (let count = 0; count < 8; count++) {
    const wait = Number(await guess())
    waits.push(wait)
    pass(wait * 1000 - 1)
    expect(await guess()).toBe(1)
    pass(1)
    expect(await guess()).toBe('wrongPassphrase')
  }
  expect(waits).toEqual([2, 4, 8, 16, 32, 60, 60, 60])
})
test('nothing is tried while it waits, not even the right one, and nothing is ever erased', async () => {
  const { guess, pass, tried } = guesser()
  for (let count = 0; count < 5; count++) await guess()
  expect(await guess(true)).toBe(2)
  expect(tried()).toBe(5)
  pass(2_000)
  expect(await guess(true)).toBe('opened')
  for (let count = 0; count < 5; count++) expect(await guess(), 'it begins anew').toBe('wrongPassphrase')
})
test('a try counts before it is made, so that stopping the worker gains nothing', async () => {
  const local = memoryArea()
  const stopped = createUnlockAttempts(local, () => 1_000_000)
  for (let count = 0; count < 5; count++) {
    void stopped.slowed(() => new Promise(() => {}))
    await expect
      .poll(() => local.kept.get('lock-tries'), { timeout: 15_000 })
      .toMatchObject({ wrong: count + 1 })
  }
  expect(await guesser(local).guess(true)).toBe(2)
})
test('a clock that is set back makes nobody wait for longer than it would have', async () => {
  const { guess, pass } = guesser()
  for (let count = 0; count < 5; count++) await guess()
  pass(-900_000)
  expect(await guess()).toBe(2)
  pass(2_000)
  expect(await guess(true)).toBe('opened')
})
test('a full disk keeps nobody out', async () => {
  const { guess, local } = guesser()
  local.full = true
  expect(await guess(true)).toBe('opened')
})
test('garbage in place of the count is no count', async () => {
  for (const garbage of [7, {}, { version: 1, wrong: 'x', last: 0 }, { version: 2, wrong: 9, last: 0 }]) {
    expect(await guesser(memoryArea({ 'lock-tries': garbage })).guess()).toBe('wrongPassphrase')
  }
})
