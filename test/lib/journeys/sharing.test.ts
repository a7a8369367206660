import { beforeEach, expect, test } from 'vitest'
import { createOutcome } from '../../../lib/doors/composing'
import { createSharing, type World } from '../../../lib/journeys/sharing'
import { blank, type Draft } from '../../../lib/rules/draft'
import { type Code, Fault } from '../../../lib/rules/fault'
import type { Orphan } from '../../../lib/rules/orphan'
import { keptFor, type Outcome, type Shared } from '../../../lib/rules/outcome'
import type { Trace } from '../../../lib/rules/trace'
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
let sought: Trace[]
let world: World
beforeEach(() => {
  now = 0
  area = memoryArea()
  told = []
  copied = []
  sought = []
  world = {
    outcome: createOutcome(area),
    now: () => now,
    share: async (draft, sending) => {
      await sending(draft)
      return shared
    },
    generate: async (draft, length, sending) => {
      await sending(draft)
      return { ...shared, sealed: false, value: 'x'.repeat(length) }
    },
    find: async trace => {
      sought.push(trace)
      return { is: 'none' }
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
test('whoever sees the end goes on at once: the link is forgotten, and the next one is shared', async () => {
  let release = () => {}
  world.changed = async outcome => {
    told.push(outcome)
    if (outcome?.at === 'shared')
      await new Promise<void>(resolve => {
        release = resolve
      })
  }
  const sharing = createSharing(world)
  const first = sharing.share(draft)
  await expect.poll(() => told.at(-1)?.at).toBe('shared')
  expect((await sharing.current())?.at).toBe('shared')
  const dismissed = sharing.dismiss()
  const second = sharing.share(draft)
  release()
  expect((await first).at).toBe('shared')
  await dismissed
  await expect.poll(() => told.filter(step => step?.at === 'shared')).toHaveLength(2)
  release()
  expect((await second).at).toBe('shared')
  expect(told.map(step => step?.at)).toEqual([
    ...['sealing', 'sending', 'shared', undefined],
    ...['sealing', 'sending', 'shared'],
  ])
})
test('the last words of a share do not bring back what was dismissed', async () => {
  let release = () => {}
  world.changed = async outcome => {
    if (outcome?.at === 'shared')
      await new Promise<void>(resolve => {
        release = resolve
      })
    told.push(outcome)
  }
  const sharing = createSharing(world)
  const first = sharing.share(draft)
  await expect.poll(async () => (await sharing.current())?.at).toBe('shared')
  const dismissed = sharing.dismiss()
  release()
  await Promise.all([first, dismissed])
  expect(told.at(-1)).toBeUndefined()
  expect(area.kept.size).toBe(0)
})
test('a badge that cannot be shown does not make the share fail', async () => {
  world.changed = async () => {
    throw new Error('no badge')
  }
  expect((await createSharing(world).share(draft)).at).toBe('shared')
  expect((await world.outcome.read())?.at).toBe('shared')
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
test('what is under way here is not taken for stopped when the lock opens', async () => {
  let release = () => {}
  world.share = async (draft, sending) => {
    await sending(draft)
    await new Promise<void>(resolve => {
      release = resolve
    })
    return shared
  }
  const sharing = createSharing(world)
  const first = sharing.share(draft)
  await expect.poll(() => told.at(-1)?.at).toBe('sending')
  await sharing.recover()
  release()
  expect((await first).at).toBe('shared')
  expect(told.map(step => step?.at)).toEqual(['sealing', 'sending', 'shared'])
})
test('what the lock gave back is taken up once, also when it opens as the worker starts', async () => {
  await world.outcome.write({ at: 'looking', failure: { code: 'stoppedWhileSending' }, trace })
  const sharing = createSharing(world)
  await Promise.all([sharing.recover(), sharing.recover()])
  await expect.poll(() => told.at(-1)?.at).toBe('failed')
  expect(sought).toHaveLength(1)
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

const account = '7d0f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f10'
const theirs: Draft = { ...draft, account, label: 'wifi' }
const trace: Trace = {
  ...{ server: draft.server, account, since: 0, ttl: 60, sealed: true, passphrase: false, label: 'wifi' },
}
const lose = (code: Code, sends = true) => {
  world.share = async (draft, sending) => {
    if (sends) await sending(draft)
    throw new Fault(code)
  }
}

test('what may have arrived is looked for in the account, and what was found is told with the failure', async () => {
  lose('cutOff')
  const outcome = await createSharing(world).share(theirs)
  expect(told.map(step => step?.at)).toEqual(['sealing', 'sending', 'looking', 'failed'])
  expect(outcome).toEqual({ at: 'failed', failure: { code: 'cutOff' }, orphan: { is: 'none' } })
  expect(sought).toEqual([trace])
})
test.each([
  ['that was refused', 'refused', theirs, false, true],
  ['that never left', 'unexpected', theirs, false, false],
  ['without an account', 'cutOff', draft, false, true],
  ['from a private window', 'cutOff', theirs, true, true],
] as const)('a secret %s is not looked for', async (_, code, of, inPrivate, sends) => {
  lose(code, sends)
  expect(await createSharing(world).share(of, inPrivate)).toEqual({ at: 'failed', failure: { code } })
  expect(sought).toEqual([])
})
test('what is looked for is what left, not what was written: also what the server was to make up', async () => {
  world.generate = async (draft, _, sending) => {
    await sending({ ...draft, mode: 'standard' })
    throw new Fault('timedOut')
  }
  await createSharing(world).generate(theirs, 20)
  expect(sought).toEqual([{ ...trace, sealed: false }])
})
test('what the lock let through without its account is looked for in none', async () => {
  world.share = async (draft, sending) => {
    await sending({ ...draft, account: null })
    throw new Fault('cutOff')
  }
  expect(await createSharing(world).share(theirs)).toEqual({ at: 'failed', failure: { code: 'cutOff' } })
  expect(sought).toEqual([])
})
test('where it cannot be looked for, that is said', async () => {
  lose('cutOff')
  world.find = async () => Promise.reject(new Error('locked'))
  expect(await createSharing(world).share(theirs)).toMatchObject({ orphan: { is: 'unknown' } })
})
test.each([
  { at: 'sending', trace },
  { at: 'looking', failure: { code: 'stoppedWhileSending' }, trace },
] as const)('a worker stopped while %j goes on looking, and holds nobody up', async before => {
  let found = (_: Orphan) => {}
  world.find = () =>
    new Promise(resolve => {
      found = resolve
    })
  await world.outcome.write(before)
  const sharing = createSharing(world)
  await sharing.recover()
  expect(await sharing.current()).toMatchObject({ at: 'looking', failure: { code: 'stoppedWhileSending' } })
  expect(await sharing.share(draft)).toEqual({ at: 'failed', failure: { code: 'busy' } })
  found({ is: 'unknown' })
  await expect
    .poll(() => sharing.current())
    .toEqual({ at: 'failed', failure: { code: 'stoppedWhileSending' }, orphan: { is: 'unknown' } })
})
test('what is remembered of a secret under way holds nothing of its text', async () => {
  lose('cutOff')
  let seen = ''
  world.find = async () => {
    seen = JSON.stringify([...area.kept])
    return { is: 'none' }
  }
  await createSharing(world).share({ ...theirs, note: 'for Bob', passphrase: 'glue-noble' })
  expect(seen).toContain('looking')
  for (const secret of ['hunter2', 'for Bob', 'glue-noble']) expect(seen).not.toContain(secret)
})
test('who waits for what is being shared waits for its entry, and not for what is looked for afterwards', async () => {
  const steps: string[] = []
  let release = () => {}
  world.share = async (draft, sending) => {
    await sending(draft)
    await new Promise<void>(resolve => {
      release = resolve
    })
    steps.push('kept')
    throw new Fault('cutOff')
  }
  const sharing = createSharing(world)
  await sharing.idle()
  const ended = sharing.share(draft)
  await expect.poll(() => told.at(-1)?.at).toBe('sending')
  const idle = sharing.idle().then(() => steps.push('idle'))
  release()
  await idle
  expect(steps).toEqual(['kept', 'idle'])
  await ended
})
