import { describe, expect, test } from 'vitest'
import type { UnsavedWork } from '../../../lib/adapters/unsaved-work'
import { createPendingUpdate, createUpdates, longestDeferral } from '../../../lib/usecases/defer-update'
import { memoryArea } from '../../support/area'

const minute = 60_000

/** A browser with our memory in it; `start` is a worker that starts, and knows nothing of the one before. */
function browser() {
  const world = {
    session: memoryArea(),
    held: 'nothing' as UnsavedWork,
    now: 1_000_000,
    open: false,
    busy: false,
    version: 1,
    alarm: undefined as number | undefined,
  }
  const start = () =>
    createUpdates({
      held: async () => world.held,
      waiting: createPendingUpdate(world.session),
      now: () => world.now,
      wakeAt: async when => {
        world.alarm = when
      },
      stay: async busy => {
        world.busy = busy
      },
      isOpen: () => world.open,
      install: () => {
        world.version++
        world.session.kept.clear()
      },
    })
  return { world, start, ...start() }
}

describe('an update', () => {
  test('comes at once when nothing would be lost', async () => {
    const { world, available } = browser()
    await available()
    expect(world.version).toBe(2)
  })
  test('is remembered, also when it came in the middle of a look', async () => {
    const { world, look, available, start } = browser()
    world.held = 'words'
    const looking = look()
    await available()
    await looking
    world.held = 'nothing'
    await start().look()
    expect(world.version).toBe(2)
  })
  for (const held of ['words', 'secrets'] as const) {
    test(`waits while there are ${held}, and comes when they are gone, also after a stopped worker`, async () => {
      const { world, available, start } = browser()
      world.held = held
      await available()
      await start().look()
      expect(world.version).toBe(1)
      world.held = 'nothing'
      await start().look()
      expect(world.version).toBe(2)
    })
    test(`is kept off by looking busy while there are ${held}, whether there is one or not`, async () => {
      const { world, look } = browser()
      world.held = held
      await look()
      expect(world.busy).toBe(true)
      world.held = 'nothing'
      await look()
      expect(world).toMatchObject({ busy: false, version: 1, alarm: undefined })
    })
  }
  test('closes no page of ours: it is looked again until they are closed', async () => {
    const { world, available, start } = browser()
    world.open = true
    await available()
    expect(world).toMatchObject({ version: 1, alarm: world.now + minute / 2 })
    world.open = false
    await start().look()
    expect(world.version).toBe(2)
  })
  test('waits seven days for words, and for secrets as long as they are there', async () => {
    const { world, available, start } = browser()
    world.held = 'words'
    await available()
    const asked = world.now
    expect(world.alarm).toBe(asked + longestDeferral)
    world.now = asked + longestDeferral - 1
    await start().look()
    expect(world).toMatchObject({ version: 1, busy: true, alarm: asked + longestDeferral })
    world.held = 'secrets'
    world.now = asked + 10 * longestDeferral
    await start().look()
    expect(world).toMatchObject({ version: 1, busy: true })
    // The words have all their time again.
    world.held = 'words'
    await start().look()
    expect(world).toMatchObject({ version: 1, alarm: world.now + longestDeferral })
    world.now += longestDeferral
    await start().look()
    expect(world).toMatchObject({ version: 2, busy: false })
  })
  test('is never made by a look that could not see what is held', async () => {
    const { world, available, start } = browser()
    world.held = 'words'
    await available()
    Object.defineProperty(world, 'held', {
      get() {
        throw new Error('memory cannot be read')
      },
    })
    await start().look()
    expect(world).toMatchObject({ version: 1, busy: true })
  })
  test('waits for the next start of the browser where memory has no room to note it', async () => {
    const { world, available, start } = browser()
    world.held = 'secrets'
    world.session.full = true
    await available()
    world.held = 'nothing'
    await start().look()
    expect(world.version).toBe(1)
  })
})
