import { beforeEach, expect, test } from 'vitest'
import { createEarlierLinksCell, createShareStatusCell } from '../../../lib/adapters/recent-links'
import { type Draft, emptyDraft } from '../../../lib/domain/draft'
import { type Code, Fault } from '../../../lib/domain/fault'
import type { LostShare } from '../../../lib/domain/lost-share'
import type { PendingShare } from '../../../lib/domain/pending-share'
import { recentLinkLifetime } from '../../../lib/domain/recent-link'
import type { SharedSecret, ShareOutcome } from '../../../lib/domain/share-outcome'
import {
  createShareSession,
  type ShareSession,
  type ShareSessionWorld,
} from '../../../lib/usecases/share-session'
import { memoryArea } from '../../support/area'

const draft: Draft = {
  ...emptyDraft({ mode: 'sealed', server: 'https://eu.onetimesecret.com', account: null, ttl: 60 }),
  text: 'hunter2',
}
const shared: SharedSecret = {
  id: '2c7f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f10',
  link: 'https://eu.onetimesecret.com/secret/s#c1.k.c',
  server: draft.server,
  sealed: true,
  passphrase: false,
  expires: 60_000,
  remembered: true,
}

let now: number
let alarm: number | undefined
let area: ReturnType<typeof memoryArea>
let told: (ShareOutcome | undefined)[]
let copied: string[]
let sought: PendingShare[]
let world: ShareSessionWorld
beforeEach(() => {
  now = 0
  alarm = undefined
  area = memoryArea()
  told = []
  copied = []
  sought = []
  world = {
    outcome: createShareStatusCell(area),
    earlier: createEarlierLinksCell(area),
    now: () => now,
    alarm: async () => alarm,
    wakeAt: async when => {
      alarm = when
    },
    share: async (draft, { sending, made }) => {
      await sending(draft)
      await made(shared)
      return shared
    },
    generate: async (draft, length, { sending, made }) => {
      await sending(draft)
      const value = { ...shared, sealed: false, value: 'x'.repeat(length) }
      await made(value)
      return value
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
    newId: () => crypto.randomUUID(),
    leave: async () => {},
  }
})

/** The alarm that was set rings, by now. */
const ring = async (sharing: ShareSession): Promise<void> => {
  const due = alarm
  alarm = undefined
  if (due !== undefined) await sharing.ring(due)
}

test('every step is told as it comes, and the link is copied once', async () => {
  const outcome = await createShareSession(world).share(draft)
  expect(told.map(step => step?.at)).toEqual(['sealing', 'sending', 'shared'])
  expect(outcome).toEqual({ at: 'shared', shared, copied: 'yes', until: recentLinkLifetime })
  expect(copied).toEqual([shared.link])
})
test('nothing is sent twice: a second share while one is under way is refused', async () => {
  let sends = 0
  let release = () => {}
  world.share = async (_, { made }) => {
    sends++
    await new Promise<void>(resolve => {
      release = resolve
    })
    await made(shared)
    return shared
  }
  const sharing = createShareSession(world)
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
  const sharing = createShareSession(world)
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
  const sharing = createShareSession(world)
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
  expect((await createShareSession(world).share(draft)).at).toBe('shared')
  expect((await world.outcome.read())?.at).toBe('shared')
})
test('what the server makes up goes the same way: told, copied, kept for ten minutes, and alone', async () => {
  const sharing = createShareSession(world)
  const first = sharing.generate(draft, 20)
  expect(await sharing.share(draft)).toEqual({ at: 'failed', failure: { code: 'busy' } })
  expect(await first).toMatchObject({
    at: 'shared',
    until: recentLinkLifetime,
    shared: { value: 'x'.repeat(20) },
  })
  expect(told.map(step => step?.at)).toEqual(['sealing', 'sending', 'shared'])
  expect(copied).toEqual([shared.link])
  expect(JSON.stringify([...area.kept])).toContain('xxx')
  now = recentLinkLifetime
  await ring(sharing)
  expect(await sharing.current()).toBeUndefined()
  expect(area.kept.size).toBe(0)
})
test('a failure is told by its name, and never by what it was about', async () => {
  world.share = async () => {
    throw new Fault('refused', { said: 'no', cause: new Error('hunter2') })
  }
  const outcome = await createShareSession(world).share(draft)
  expect(outcome).toEqual({ at: 'failed', failure: { code: 'refused', said: 'no' } })
  expect(JSON.stringify([...area.kept])).not.toContain('hunter2')
})
test('a clipboard that refuses does not make the share fail', async () => {
  world.copy = async () => false
  expect(await createShareSession(world).share(draft)).toMatchObject({
    at: 'shared',
    copied: 'failed',
    shared,
  })
})
test('memory that is full as it leaves keeps it here: what nobody would know of is not sent', async () => {
  let sent = false
  world.share = async (draft, { sending }) => {
    area.full = true
    await sending(draft)
    sent = true
    return shared
  }
  const outcome = await createShareSession(world).share(draft)
  expect(outcome).toEqual({ at: 'failed', failure: { code: 'notKept' } })
  expect(sent).toBe(false)
})
test('memory that is full afterwards does not make the share fail, nor lose the link', async () => {
  world.share = async (draft, { sending, made }) => {
    await sending(draft)
    area.full = true
    await made(shared)
    return shared
  }
  const sharing = createShareSession(world)
  expect(await sharing.share(draft)).toMatchObject({ at: 'shared', shared, copied: 'yes' })
  expect(await sharing.current()).toMatchObject({ at: 'shared', shared, copied: 'yes' })
})
test.each([
  [{ at: 'sealing' }, 'stoppedBefore'],
  [{ at: 'sending' }, 'stoppedWhileSending'],
] as const)('a worker stopped while %j says honestly what is known', async (before, code) => {
  await world.outcome.write(before)
  const sharing = createShareSession(world)
  await sharing.recover()
  expect(await sharing.current()).toEqual({ at: 'failed', failure: { code } })
})
test('what is under way here is not taken for stopped when the lock opens', async () => {
  let release = () => {}
  world.share = async (draft, { sending, made }) => {
    await sending(draft)
    await new Promise<void>(resolve => {
      release = resolve
    })
    await made(shared)
    return shared
  }
  const sharing = createShareSession(world)
  const first = sharing.share(draft)
  await expect.poll(() => told.at(-1)?.at).toBe('sending')
  await sharing.recover()
  release()
  expect((await first).at).toBe('shared')
  expect(told.map(step => step?.at)).toEqual(['sealing', 'sending', 'shared'])
})
test('what the lock gave back is taken up once, also when it opens as the worker starts', async () => {
  await world.outcome.write({ at: 'looking', failure: { code: 'stoppedWhileSending' }, trace })
  const sharing = createShareSession(world)
  await Promise.all([sharing.recover(), sharing.recover()])
  await expect.poll(() => told.at(-1)?.at).toBe('failed')
  expect(sought).toHaveLength(1)
})
test('what had ended before the worker stopped stays as it was', async () => {
  const ended = { at: 'shared', shared, copied: 'yes', until: 10 } as const
  await world.outcome.write(ended)
  const sharing = createShareSession(world)
  await sharing.recover()
  expect(await sharing.current()).toEqual(ended)
  expect(told).toEqual([])
})
test('the link is forgotten after ten minutes, looked at or not', async () => {
  const sharing = createShareSession(world)
  await sharing.share(draft)
  now = recentLinkLifetime - 1
  expect((await sharing.current())?.at).toBe('shared')
  now = recentLinkLifetime
  await ring(sharing)
  expect(await sharing.current()).toBeUndefined()
  expect(area.kept.size).toBe(0)
  await sharing.share(draft)
  now += recentLinkLifetime
  alarm = undefined
  expect(await sharing.current()).toBeUndefined()
})

const account = '7d0f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f10'
const theirs: Draft = { ...draft, account, label: 'wifi' }
const trace: PendingShare = {
  ...{ server: draft.server, account, since: 0, ttl: 60, sealed: true, passphrase: false, label: 'wifi' },
}
const lose = (code: Code, sends = true) => {
  world.share = async (draft, { sending }) => {
    if (sends) await sending(draft)
    throw new Fault(code)
  }
}

test('what may have arrived is looked for in the account, and what was found is told with the failure', async () => {
  lose('cutOff')
  const outcome = await createShareSession(world).share(theirs)
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
  expect(await createShareSession(world).share(of, inPrivate)).toEqual({ at: 'failed', failure: { code } })
  expect(sought).toEqual([])
})
test('what is looked for is what left, not what was written: also what the server was to make up', async () => {
  world.generate = async (draft, _, { sending }) => {
    await sending({ ...draft, mode: 'standard' })
    throw new Fault('timedOut')
  }
  await createShareSession(world).generate(theirs, 20)
  expect(sought).toEqual([{ ...trace, sealed: false }])
})
test('what the lock let through without its account is looked for in none', async () => {
  world.share = async (draft, { sending }) => {
    await sending({ ...draft, account: null })
    throw new Fault('cutOff')
  }
  expect(await createShareSession(world).share(theirs)).toEqual({ at: 'failed', failure: { code: 'cutOff' } })
  expect(sought).toEqual([])
})
test('where it cannot be looked for, that is said', async () => {
  lose('cutOff')
  world.find = async () => Promise.reject(new Error('locked'))
  expect(await createShareSession(world).share(theirs)).toMatchObject({ orphan: { is: 'unknown' } })
})
test.each([
  { at: 'sending', trace },
  { at: 'looking', failure: { code: 'stoppedWhileSending' }, trace },
] as const)('a worker stopped while %j goes on looking, and holds nobody up', async before => {
  let found = (_: LostShare) => {}
  world.find = () =>
    new Promise(resolve => {
      found = resolve
    })
  await world.outcome.write(before)
  const sharing = createShareSession(world)
  await sharing.recover()
  expect(await sharing.current()).toMatchObject({ at: 'looking', failure: { code: 'stoppedWhileSending' } })
  found({ is: 'unknown' })
  await expect
    .poll(() => sharing.current())
    .toEqual({ at: 'failed', failure: { code: 'stoppedWhileSending' }, orphan: { is: 'unknown' } })
})
test.each(['share', 'dismiss'] as const)(
  'while an account is asked about a lost one, to %s goes on at once, and the answer undoes neither',
  async then => {
    let found = (_: LostShare) => {}
    world.find = () =>
      new Promise(resolve => {
        found = resolve
      })
    const { share: works } = world
    lose('cutOff')
    const sharing = createShareSession(world)
    const lost = sharing.share(theirs)
    await expect.poll(async () => (await sharing.current())?.at).toBe('looking')
    world.share = works
    if (then === 'share') expect((await sharing.share(draft)).at).toBe('shared')
    else await sharing.dismiss()
    const before = await sharing.current()
    found({ is: 'unknown' })
    expect(await lost).toMatchObject({ at: 'failed', orphan: { is: 'unknown' } })
    expect(await sharing.current()).toEqual(before)
  },
)
test('what is remembered of a secret under way holds nothing of its text', async () => {
  lose('cutOff')
  let seen = ''
  world.find = async () => {
    seen = JSON.stringify([...area.kept])
    return { is: 'none' }
  }
  await createShareSession(world).share({ ...theirs, note: 'for Bob', passphrase: 'glue-noble' })
  expect(seen).toContain('looking')
  for (const secret of ['hunter2', 'for Bob', 'glue-noble']) expect(seen).not.toContain(secret)
})
test('who waits for what is being shared waits for its entry, and not for what is looked for afterwards', async () => {
  const steps: string[] = []
  let release = () => {}
  world.share = async (draft, { sending }) => {
    await sending(draft)
    await new Promise<void>(resolve => {
      release = resolve
    })
    steps.push('kept')
    throw new Fault('cutOff')
  }
  const sharing = createShareSession(world)
  await sharing.idle()
  const ended = sharing.share(draft)
  await expect.poll(() => told.at(-1)?.at).toBe('sending')
  const idle = sharing.idle().then(() => steps.push('idle'))
  release()
  await idle
  expect(steps).toEqual(['kept', 'idle'])
  await ended
})
