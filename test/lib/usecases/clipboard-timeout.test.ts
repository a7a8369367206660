import { beforeEach, expect, test } from 'vitest'
import { createCopiedCell, digestOfCopied } from '../../../lib/adapters/clipboard-digest'
import {
  type ClipboardTimeoutWorld,
  clipboardLifetime,
  createClipboardTimeout,
} from '../../../lib/usecases/clipboard-timeout'
import { memoryArea } from '../../support/area'

let area: ReturnType<typeof memoryArea>
let held: string | undefined
let woken: (number | undefined)[]
let world: ClipboardTimeoutWorld
/** As each worker makes it anew. */
const timeout = () => createClipboardTimeout(world)
beforeEach(() => {
  area = memoryArea()
  held = 'hunter2'
  woken = []
  world = {
    copied: createCopiedCell(area),
    read: async () => held,
    copy: async text => {
      held = text
      return true
    },
    now: () => 1000,
    wakeAt: async when => {
      woken.push(when)
    },
  }
})

test('the clipboard is emptied after a minute', async () => {
  await timeout().start(await digestOfCopied('hunter2'))
  expect(woken).toEqual([1000 + clipboardLifetime])
  await timeout().end()
  expect(held).toBe('')
})
test('what somebody copied since is left alone', async () => {
  await timeout().start(await digestOfCopied('hunter2'))
  held = 'a shopping list'
  await timeout().end()
  expect(held).toBe('a shopping list')
})
test('what was copied is remembered by its digest alone, and only until then', async () => {
  await timeout().start(await digestOfCopied('hunter2'))
  expect(JSON.stringify([...area.kept])).not.toContain('hunter2')
  await timeout().end()
  expect(area.kept.size).toBe(0)
  held = 'hunter2'
  await timeout().end()
  expect(held).toBe('hunter2')
})
test('a clipboard that may not be read is left alone', async () => {
  await timeout().start(await digestOfCopied('hunter2'))
  world.read = async () => undefined
  await timeout().end()
  expect(held).toBe('hunter2')
})
test('the same text has another digest every time', async () => {
  expect(await digestOfCopied('hunter2')).not.toEqual(await digestOfCopied('hunter2'))
})
test('what could not be emptied is tried again, and the alarm goes with it', async () => {
  await timeout().start(await digestOfCopied('hunter2'))
  const { read } = world
  world.read = async () => {
    throw new Error('the worker is stopped')
  }
  await expect(timeout().end()).rejects.toThrow()
  expect(woken.at(-1)).toBe(1000 + clipboardLifetime)
  world.read = read
  await timeout().end()
  expect(held).toBe('')
  expect(woken.at(-1)).toBeUndefined()
})
test('what is copied while the clipboard is emptied has a minute of its own', async () => {
  const next = await digestOfCopied('another')
  let starting = Promise.resolve()
  world.copy = async text => {
    held = text
    if (text === '' && area.kept.size > 0) starting = one.start(next)
    return true
  }
  const one = timeout()
  await one.start(await digestOfCopied('hunter2'))
  await one.end()
  await starting
  held = 'another'
  await one.end()
  expect(held).toBe('')
})
