import { beforeEach, expect, test } from 'vitest'
import { copiedOf, createCopied } from '../../../lib/doors/clipboard'
import { clearLater, clearNow, staysFor, type World } from '../../../lib/journeys/clear-clipboard'
import { memoryArea } from '../../support/area'

let area: ReturnType<typeof memoryArea>
let held: string | undefined
let woken: number[]
let world: World
beforeEach(() => {
  area = memoryArea()
  held = 'hunter2'
  woken = []
  world = {
    copied: createCopied(area),
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
  await clearLater(world, await copiedOf('hunter2'))
  expect(woken).toEqual([1000 + staysFor])
  await clearNow(world)
  expect(held).toBe('')
})
test('what somebody copied since is left alone', async () => {
  await clearLater(world, await copiedOf('hunter2'))
  held = 'a shopping list'
  await clearNow(world)
  expect(held).toBe('a shopping list')
})
test('what was copied is remembered by its digest alone, and only until then', async () => {
  await clearLater(world, await copiedOf('hunter2'))
  expect(JSON.stringify([...area.kept])).not.toContain('hunter2')
  await clearNow(world)
  expect(area.kept.size).toBe(0)
  held = 'hunter2'
  await clearNow(world)
  expect(held).toBe('hunter2')
})
test('a clipboard that may not be read is left alone', async () => {
  await clearLater(world, await copiedOf('hunter2'))
  world.read = async () => undefined
  await clearNow(world)
  expect(held).toBe('hunter2')
})
test('the same text has another digest every time', async () => {
  expect(await copiedOf('hunter2')).not.toEqual(await copiedOf('hunter2'))
})
