import { expect, test } from 'vitest'
import { coalesced, createKeyedMutex, type Locks } from '../../../lib/adapters/keyed-mutex'

const pause = () => new Promise<void>(resolve => setTimeout(resolve, 5))

test('what concerns the same thing is done in the order asked for, the rest at once', async () => {
  const inTurn = createKeyedMutex()
  const done: string[] = []
  const work = (name: string) => async () => {
    done.push(`${name} begins`)
    await pause()
    done.push(`${name} ends`)
  }
  await Promise.all([
    inTurn(['a'], work('one')),
    inTurn(['a', 'b'], work('two')),
    inTurn(['c'], work('three')),
  ])
  expect(done.indexOf('one ends')).toBeLessThan(done.indexOf('two begins'))
  expect(done.indexOf('three begins')).toBeLessThan(done.indexOf('one ends'))
})
test('a failure is its own, and does not hold up who comes next', async () => {
  const inTurn = createKeyedMutex()
  const failing = inTurn(['a'], () => Promise.reject(new Error('full')))
  const next = inTurn(['a'], async () => 'done')
  await expect(failing).rejects.toThrow('full')
  expect(await next).toBe('done')
})
test('what is asked for a hundred times at once is done at most twice', async () => {
  let times = 0
  const run = coalesced(async () => {
    times++
    await pause()
  })
  const first = run()
  await Promise.resolve()
  await Promise.all([first, ...Array.from({ length: 100 }, () => run())])
  expect(times).toBe(2)
  await run()
  expect(times).toBe(3)
})
test('pages that share the browser’s locks wait for each other, whatever they name first', async () => {
  const [browser, done] = [createKeyedMutex(), [] as string[]]
  const locks: Locks = { request: (name, work) => browser([name], work) }
  const work = (name: string) => async () => {
    done.push(`${name} begins`)
    await pause()
    done.push(`${name} ends`)
  }
  await Promise.all([
    createKeyedMutex(locks)(['a', 'b'], work('one')),
    createKeyedMutex(locks)(['b', 'a'], work('two')),
  ])
  expect(done).toEqual(['one begins', 'one ends', 'two begins', 'two ends'])
})
