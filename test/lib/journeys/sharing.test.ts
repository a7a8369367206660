import { beforeEach, expect, test } from 'vitest'
import { createOutcome } from '../../../lib/doors/composing'
import { createSharing, type World } from '../../../lib/journeys/sharing'
import { blank, type Draft } from '../../../lib/rules/draft'
import { Fault } from '../../../lib/rules/fault'
import { keptFor, type Outcome, type Shared } from '../../../lib/rules/outcome'
import { memoryArea } from '../../support/area'

const draft: Draft = {
  ...blank({ mode: 'sealed', server: 'https://eu.onetimesecret.com', account: null, ttl: 60 }),
  text: 'hunter2',
}
const shared: Shared = {
  id: '2c7f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f10',
  link: 'https://eu.onetimesecret.com/secret/s#c1.k.c',
  server: draft.server,
  sealed: true,
  passphrase: false,
  expires: 60_000,
  remembered: true,
}

let now: number
let area: ReturnType<typeof memoryArea>
let told: (Outcome | undefined)[]
let copied: string[]
let world: World
beforeEach(() => {
  now = 0
  area = memoryArea()
  told = []
  copied = []
  world = {
    outcome: createOutcome(area),
    now: () => now,
    share: async (_, sending) => {
      await sending()
      return shared
    },
    generate: async (_, length, sending) => {
      await sending()
      return { ...shared, sealed: false, value: 'x'.repeat(length) }
    },
    copy: async text => {
      copied.push(text)
      return true
    },
    changed: async outcome => {
      told.push(outcome)
    },
  }
})

test('every step is told as it comes, and the link is copied once', async () => {
  const outcome = await createSharing(world).share(draft)
  expect(told.map(step => step?.at)).toEqual(['sealing', 'sending', 'shared'])
  expect(outcome).toEqual({ at: 'shared', shared, copied: true, until: keptFor })
  expect(copied).toEqual([shared.link])
})
test('nothing is sent twice: a second share while one is under way is refused', async () => {
  let sends = 0
  let release = () => {}
  world.share = async () => {
    sends++
    await new Promise<void>(resolve => {
      release = resolve
    })
    return shared
  }
  const sharing = createSharing(world)
  const first = sharing.share(draft)
  expect(await sharing.share(draft)).toEqual({ at: 'failed', failure: { code: 'busy' } })
  await expect.poll(() => sends).toBe(1)
  release()
  expect((await first).at).toBe('shared')
})
test('what the server makes up goes the same way: told, copied, kept for ten minutes, and alone', async () => {
  const sharing = createSharing(world)
  const first = sharing.generate(draft, 20)
  expect(await sharing.share(draft)).toEqual({ at: 'failed', failure: { code: 'busy' } })
  expect(await first).toMatchObject({ at: 'shared', until: keptFor, shared: { value: 'x'.repeat(20) } })
  expect(told.map(step => step?.at)).toEqual(['sealing', 'sending', 'shared'])
  expect(copied).toEqual([shared.link])
  expect(JSON.stringify([...area.kept])).toContain('xxx')
  now = keptFor
  expect(await sharing.current()).toBeUndefined()
  await sharing.dismiss()
  expect(area.kept.size).toBe(0)
})
test('a failure is told by its name, and never by what it was about', async () => {
  world.share = async () => {
    throw new Fault('refused', { said: 'no', cause: new Error('hunter2') })
  }
  const outcome = await createSharing(world).share(draft)
  expect(outcome).toEqual({ at: 'failed', failure: { code: 'refused', said: 'no' } })
  expect(JSON.stringify([...area.kept])).not.toContain('hunter2')
})
test('a clipboard that refuses does not make the share fail', async () => {
  world.copy = async () => false
  expect(await createSharing(world).share(draft)).toMatchObject({ at: 'shared', copied: false, shared })
})
test('memory that is full does not make the share fail', async () => {
  area.full = true
  expect((await createSharing(world).share(draft)).at).toBe('shared')
})
test.each([
  [{ at: 'sealing' }, 'stoppedBefore'],
  [{ at: 'sending' }, 'stoppedWhileSending'],
] as const)('a worker stopped while %j says honestly what is known', async (before, code) => {
  await world.outcome.write(before)
  const sharing = createSharing(world)
  await sharing.recover()
  expect(await sharing.current()).toEqual({ at: 'failed', failure: { code } })
})
test('what had ended before the worker stopped stays as it was', async () => {
  const ended = { at: 'shared', shared, copied: true, until: 10 } as const
  await world.outcome.write(ended)
  const sharing = createSharing(world)
  await sharing.recover()
  expect(await sharing.current()).toEqual(ended)
  expect(told).toEqual([])
})
test('the link is forgotten after ten minutes, looked at or not', async () => {
  const sharing = createSharing(world)
  await sharing.share(draft)
  now = keptFor - 1
  expect((await sharing.current())?.at).toBe('shared')
  now = keptFor
  expect(await sharing.current()).toBeUndefined()
  await sharing.dismiss()
  expect(area.kept.size).toBe(0)
})
