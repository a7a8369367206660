import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createEarlierLinksCell, createShareStatusCell } from '../../../lib/adapters/recent-links'
import { type Draft, emptyDraft } from '../../../lib/domain/draft'
import { Fault } from '../../../lib/domain/fault'
import { recentLinkLifetime } from '../../../lib/domain/recent-link'
import type { SharedSecret } from '../../../lib/domain/share-outcome'
import { copyTimeout, createShareSession, type ShareSessionWorld } from '../../../lib/usecases/share-session'
import { memoryArea } from '../../support/area'

const minute = 60_000
const hour = 60 * minute
const draft: Draft = {
  ...emptyDraft({ mode: 'sealed', server: 'https://eu.onetimesecret.com', account: null, ttl: 60 }),
  text: 'hunter2',
}
const named = (name: string, value?: string): SharedSecret => ({
  id: crypto.randomUUID(),
  link: `https://eu.onetimesecret.com/secret/${name}`,
  ...(value === undefined ? {} : { value }),
  ...{ server: draft.server, sealed: false, passphrase: false, expires: 60_000, remembered: true },
})

let now: number
let alarm: number | undefined
let area: ReturnType<typeof memoryArea>
let next: SharedSecret[]
let copies: (text: string) => Promise<boolean>
let world: ShareSessionWorld
beforeEach(() => {
  now = 10 * hour
  alarm = undefined
  area = memoryArea()
  next = []
  copies = async () => false
  const make: ShareSessionWorld['share'] = async (draft, { sending, made }) => {
    await sending(draft)
    const shared = next.shift()
    if (!shared) throw new Fault('offline')
    await made(shared)
    return shared
  }
  world = {
    outcome: createShareStatusCell(area),
    earlier: createEarlierLinksCell(area),
    now: () => now,
    alarm: async () => alarm,
    wakeAt: async when => {
      alarm = when
    },
    share: make,
    generate: (draft, _, steps, inPrivate) => make(draft, steps, inPrivate),
    find: async () => ({ is: 'none' }),
    copy: text => copies(text),
    newId: () => crypto.randomUUID(),
    leave: async () => {},
    changed: async () => {},
  }
})
const worker = () => {
  const sharing = createShareSession(world)
  return {
    ...sharing,
    async makes(name: string, value?: string) {
      const shared = named(name, value)
      next.push(shared)
      await sharing.share(draft)
      return shared
    },
  }
}
const earlier = async () =>
  ((await world.earlier.read()) ?? []).map(({ shared }) => shared.link.split('/').at(-1))
const last = async () => {
  const outcome = await world.outcome.read()
  return outcome?.at === 'shared' ? outcome.shared.link.split('/').at(-1) : outcome?.at
}

describe('the link is told before it is copied', () => {
  test('and what became of the copy afterwards', async () => {
    let seen: unknown
    copies = async () => {
      seen = await world.outcome.read()
      return true
    }
    const shared = await worker().makes('one')
    expect(seen).toMatchObject({ at: 'shared', shared, copied: 'pending' })
    expect(await world.outcome.read()).toMatchObject({ copied: 'yes' })
  })
  test('so a worker that is stopped in between leaves it there, not copied yet', async () => {
    copies = () => new Promise(() => {})
    next.push(named('one'))
    void createShareSession(world).share(draft)
    await expect.poll(last).toBe('one')
    const successor = createShareSession(world)
    await successor.recover()
    expect(await successor.current()).toMatchObject({ at: 'shared', copied: 'pending' })
  })
  test('and a clipboard that hangs holds nothing up: it is said, and believed should it come round', async () => {
    vi.useFakeTimers()
    let come = (_: boolean) => {}
    copies = () =>
      new Promise(resolve => {
        come = resolve
      })
    next.push(named('one'))
    const sharing = createShareSession(world)
    const shared = sharing.share(draft)
    await vi.waitFor(async () => expect(await last()).toBe('one'))
    copies = async () => true
    next.push(named('two'))
    expect(await sharing.share(draft)).toMatchObject({ at: 'shared', copied: 'yes' })
    expect(await earlier()).toEqual(['one'])
    await vi.advanceTimersByTimeAsync(copyTimeout)
    expect(await shared).toMatchObject({ at: 'shared', copied: 'failed' })
    vi.useRealTimers()
    come(true)
    await expect.poll(earlier).toEqual([])
  })
})

describe('a link that nobody has', () => {
  test('stays beside the next one, also beside one that fails, until somebody has it', async () => {
    const sharing = worker()
    const one = await sharing.makes('one')
    const two = await sharing.makes('two')
    await sharing.share(draft)
    expect(await last()).toBe('failed')
    expect(await earlier()).toEqual(['two', 'one'])
    await sharing.copied(one.id, 'link')
    expect(await earlier()).toEqual(['two'])
    await sharing.forget(two.id)
    expect(area.kept.has('earlier')).toBe(false)
  })
  test('stays when the person turns to the next, and one that is copied goes', async () => {
    const sharing = worker()
    await sharing.makes('one')
    await sharing.dismiss()
    expect(await earlier()).toEqual(['one'])
    copies = async () => true
    await sharing.makes('two')
    await sharing.dismiss()
    expect(await earlier()).toEqual(['one'])
  })
  test('is not given up for another in a full memory: that is not sent', async () => {
    const sharing = worker()
    await sharing.makes('one')
    area.full = true
    next.push(named('two'))
    expect(await sharing.share(draft)).toEqual({ at: 'failed', failure: { code: 'notKept' } })
    expect(next).toHaveLength(1)
    expect(await last()).toBe('one')
  })
  test('nor is what the server made up, until that was copied, too', async () => {
    copies = async () => true
    const sharing = worker()
    const one = await sharing.makes('one', 'Xy7!pass')
    await sharing.makes('two')
    expect(await earlier()).toEqual(['one'])
    await sharing.copied(one.id, 'value')
    expect(await earlier()).toEqual([])
  })
})

describe('each is kept for its own ten minutes', () => {
  const ring = async (sharing: ReturnType<typeof worker>) => {
    const due = alarm ?? 0
    alarm = undefined
    await sharing.ring(due)
  }
  test('and the alarm is for the first of them; a late one clears no newer link', async () => {
    const sharing = worker()
    await sharing.makes('one')
    const due = now + recentLinkLifetime
    now += 9 * minute
    await sharing.makes('two')
    expect(alarm).toBe(due)
    now += minute
    await sharing.ring(due)
    expect([await last(), await earlier()]).toEqual(['two', []])
    expect(alarm).toBe(due + 9 * minute)
    await sharing.ring(due)
    expect(await last()).toBe('two')
  })
  test('by the alarm, whatever somebody sets the clock to: forward hides none early', async () => {
    const sharing = worker()
    await sharing.makes('one')
    now += 8 * minute
    await sharing.makes('two')
    now += 3 * hour
    await worker().recover()
    expect([await last(), await earlier()]).toEqual(['two', ['one']])
    now += recentLinkLifetime
    await ring(sharing)
    expect([await last(), await earlier()]).toEqual([undefined, []])
  })
  test('and where the alarm rings first, the one that is younger has the rest of its time', async () => {
    const sharing = worker()
    await sharing.makes('one')
    now += 8 * minute
    await sharing.makes('two')
    now += 3 * hour + 2 * minute
    await ring(sharing)
    expect([await last(), await earlier()]).toEqual(['two', []])
    expect(alarm).toBe(now + 8 * minute)
  })
  test('and no longer than that once more, where the clock was set back', async () => {
    const sharing = worker()
    await sharing.makes('one')
    now -= 5 * hour
    expect(await sharing.current()).toMatchObject({ at: 'shared', until: now + recentLinkLifetime })
    expect(alarm).toBe(now + recentLinkLifetime)
  })
  test('and is gone by the clock where no alarm is set', async () => {
    const sharing = worker()
    await sharing.makes('one')
    now += recentLinkLifetime
    alarm = undefined
    expect(await sharing.current()).toBeUndefined()
    expect(area.kept.size).toBe(0)
  })
})

describe('erasing everything during a share', () => {
  const held = () => {
    let release = () => {}
    const steps: string[] = []
    world.share = async (draft, { sending, made }) => {
      await sending(draft)
      steps.push('sent')
      await new Promise<void>(resolve => {
        release = resolve
      })
      const shared = named('one')
      await made(shared)
      steps.push('kept')
      return shared
    }
    return { steps, release: () => release() }
  }
  test('waits for its answer, then leaves nothing of it, and says that it was on its way', async () => {
    const { steps, release } = held()
    const sharing = createShareSession(world)
    const share = sharing.share(draft)
    await expect.poll(() => steps).toEqual(['sent'])
    const erased = sharing.erase(async () => {
      steps.push('erased')
    })
    expect(await sharing.share(draft)).toEqual({ at: 'failed', failure: { code: 'erased' } })
    release()
    expect(await erased).toBe(true)
    await share
    expect(steps).toEqual(['sent', 'kept', 'erased'])
    expect(area.kept.size).toBe(0)
    expect(await sharing.current()).toBeUndefined()
  })
  test('keeps back what has not left', async () => {
    const { share: works } = world
    let prepared = () => {}
    world.share = async (draft, steps, inPrivate) => {
      await new Promise<void>(resolve => {
        prepared = resolve
      })
      return works(draft, steps, inPrivate)
    }
    next.push(named('one'))
    const sharing = createShareSession(world)
    const share = sharing.share(draft)
    await expect.poll(last).toBe('sealing')
    const erased = sharing.erase(async () => {})
    prepared()
    expect(await share).toEqual({ at: 'failed', failure: { code: 'erased' } })
    expect(await erased).toBe(false)
    expect(next).toHaveLength(1)
    expect(area.kept.size).toBe(0)
  })
  test('takes the links of earlier shares, too', async () => {
    const sharing = worker()
    await sharing.makes('one')
    await sharing.makes('two')
    expect(await sharing.erase(async () => {})).toBe(false)
    expect(area.kept.size).toBe(0)
    expect(alarm).toBeUndefined()
  })
})
