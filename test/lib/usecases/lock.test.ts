import { describe, expect, test } from 'vitest'
import { createDraftStore } from '../../../lib/adapters/draft-store'
import { createHistoryStore } from '../../../lib/adapters/history-store'
import { createImportExclusions } from '../../../lib/adapters/import-exclusions'
import { messageNames } from '../../../lib/adapters/messages'
import { createEarlierLinksCell, createShareStatusCell } from '../../../lib/adapters/recent-links'
import { createRevealSessions } from '../../../lib/adapters/reveal-session'
import { emptyDraft } from '../../../lib/domain/draft'
import type { RecentLink } from '../../../lib/domain/share-outcome'
import { freshWith } from '../../support/entries'
import { lockedWorld } from '../../support/lock'
import { receiptOf } from '../../support/receipts'

const right = 'correct horse battery'
const minute = 60_000
const options = { mode: 'sealed', server: 'https://eu.onetimesecret.com', account: null, ttl: 3600 } as const
const words = (text: string) => ({ text, note: '' })
const draftOf = (text: string) => ({ ...emptyDraft(options), text })
const shared = (until: number, id = crypto.randomUUID()): RecentLink => ({
  at: 'shared',
  copied: 'yes',
  until,
  shared: {
    ...{ id, link: 'https://eu.onetimesecret.com/secret/hidden-link#c1.k.c', server: options.server },
    ...{ sealed: true, passphrase: false, expires: until, remembered: true },
  },
})
const account = '7d0f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f10'
const locked = expect.objectContaining({ code: 'locked' })

/** With a draft, a link and a fetched secret in memory, and a lock that is open. */
async function full(world = lockedWorld()) {
  const { lock } = world.worker()
  const { session } = world
  await createDraftStore(session).write({ draft: draftOf('hidden-draft'), aside: [words('hidden-aside')] })
  await createShareStatusCell(session).write(shared(world.now() + 10 * minute))
  const revealSessions = createRevealSessions(session, () => crypto.randomUUID())
  const token = await revealSessions.add({ given: 'hidden-given', shown: 'hidden-stored' })
  await lock.set(right)
  return { ...world, token }
}

describe('locking', () => {
  test('leaves nothing readable in memory, and unlocking brings all of it back', async () => {
    const { worker, session, readable, token, heard } = await full()
    const before = structuredClone([...session.kept].filter(([key]) => key !== 'unlocked'))
    await worker().lock.lock()
    expect(readable()).not.toMatch(/hidden|dataKey":"[^"]*","until/)
    expect(heard).toEqual({ alarm: undefined, changes: ['locked'] })
    await worker().lock.unlock(right)
    expect([...session.kept].filter(([key]) => key !== 'unlocked').sort()).toEqual(before.sort())
    expect(await createRevealSessions(session, () => '').read(token)).toMatchObject({
      shown: 'hidden-stored',
    })
    expect(heard.changes).toEqual(['locked', 'unlocked'])
  })
  test('what was shared in private with an account stays known as such, for the lists of that account', async () => {
    const { worker, local, now } = await full()
    const { lock, vault } = worker()
    const untold = createImportExclusions({ local, vault, now })
    const among = async () => [
      ...(await untold.among(account, [receiptOf('earlier'), receiptOf('meanwhile')], undefined)),
    ]
    await untold.met('a', 'earlier', 3600)
    await lock.lock()
    await untold.met('b', 'meanwhile', 3600)
    await expect(among()).rejects.toEqual(locked)
    await lock.unlock(right)
    expect(await among()).toEqual(['earlier', 'meanwhile'])
  })
  test('who presses the lock while it is being removed loses nothing of what is in memory', async () => {
    const { worker, session } = await full()
    const { lock } = worker()
    await Promise.all([lock.remove(right), lock.lock()])
    expect(await createDraftStore(session).read()).toMatchObject({ draft: { text: 'hidden-draft' } })
  })
  test('who removes the lock right behind its closing must open it first, and loses nothing', async () => {
    const { worker, session } = await full()
    const { lock, vault } = worker()
    const [, removed] = await Promise.allSettled([lock.lock(), lock.remove(right)])
    expect(removed).toMatchObject({ status: 'rejected', reason: { code: 'locked' } })
    expect(await vault.state()).toBe('locked')
    await lock.unlock(right)
    expect(await createDraftStore(session).read()).toMatchObject({ draft: { text: 'hidden-draft' } })
  })
  test('a wrong passphrase brings nothing back', async () => {
    const { worker, readable } = await full()
    await worker().lock.lock()
    await expect(worker().lock.unlock('not the passphrase')).rejects.toMatchObject({
      code: 'wrongPassphrase',
    })
    expect(readable()).not.toContain('hidden')
  })
  test('drops a link whose time is up, and leaves what was under way to who does it', async () => {
    const { worker, session, pass } = await full()
    await worker().lock.lock()
    pass(11 * minute)
    await worker().lock.unlock(right)
    expect(await createShareStatusCell(session).read()).toBeUndefined()
    await createShareStatusCell(session).write({ at: 'sending' })
    await worker().lock.lock()
    await worker().lock.unlock(right)
    expect(await createShareStatusCell(session).read()).toEqual({ at: 'sending' })
  })
  test('brings back a link that nobody has taken beside what was shared since', async () => {
    const { worker, session, now } = await full()
    const { shared: link, ...rest } = shared(now() + 10 * minute)
    const mine = { ...rest, shared: link, copied: 'failed' } as const
    await createShareStatusCell(session).write(mine)
    await worker().lock.lock()
    await createShareStatusCell(session).write({ at: 'sending' })
    await worker().lock.unlock(right)
    expect(await createShareStatusCell(session).read()).toEqual({ at: 'sending' })
    expect(await createEarlierLinksCell(session).read()).toEqual([mine])
  })
  test('that leaves no room for everything twice is undone one by one', async () => {
    const { worker, session } = await full()
    const revealSessions = createRevealSessions(session, () => crypto.randomUUID())
    const stored = 'hidden'.repeat(20_000)
    const tokens = await Promise.all([...'12345'].map(given => revealSessions.add({ given, shown: stored })))
    const { set } = session
    session.set = async items => {
      const after = JSON.stringify({ ...Object.fromEntries(session.kept), ...items })
      if (after.length > 1_000_000) throw new Error('QUOTA_BYTES quota exceeded')
      return set(items)
    }
    await worker().lock.lock()
    await worker().lock.unlock(right)
    expect(await worker().vault.state()).toBe('unlocked')
    for (const token of tokens) expect(await revealSessions.read(token)).toMatchObject({ shown: stored })
  })
  test('opens though there is no room for what was put away, which waits for the next time', async () => {
    const { worker, session } = await full()
    await worker().lock.lock()
    const { set } = session
    session.set = async items => {
      if (!('unlocked' in items)) throw new Error('QUOTA_BYTES quota exceeded')
      return set(items)
    }
    await worker().lock.unlock(right)
    await worker().lock.permit('burnAll')
    session.set = set
    await worker().lock.lock()
    await worker().lock.unlock(right)
    expect(await createDraftStore(session).read()).toMatchObject({ draft: { text: 'hidden-draft' } })
  })
  test('a draft that was written meanwhile is not overwritten: the earlier one is set aside', async () => {
    const { worker, session } = await full()
    await worker().lock.lock()
    await createDraftStore(session).write({ draft: draftOf('written meanwhile'), aside: [] })
    await worker().lock.unlock(right)
    expect(await createDraftStore(session).read()).toMatchObject({
      draft: { text: 'written meanwhile' },
      aside: [words('hidden-aside'), words('hidden-draft')],
    })
  })
  test('a text that was brought while it is closed is readable after unlocking only', async () => {
    const { worker, session, readable } = await full()
    await worker().lock.lock()
    await createDraftStore(worker().away.guarded).bring('hidden-selection', options)
    await createDraftStore(worker().away.guarded).bring('hidden-second', options)
    expect(readable()).not.toContain('hidden')
    await worker().lock.unlock(right)
    const kept = await createDraftStore(session).read()
    expect(kept?.draft.text).toBe('hidden-second')
    expect(new Set(kept?.aside.map(({ text }) => text))).toEqual(
      new Set(['hidden-aside', 'hidden-draft', 'hidden-selection']),
    )
  })
  test('a file waits unreadable, and makes way for what was written meanwhile', async () => {
    const { worker, session, readable } = await full()
    const file = { name: 'hidden-file', type: '', data: 'eA==' }
    await createDraftStore(session).write({ draft: { ...draftOf(''), file }, aside: [] })
    await worker().lock.lock()
    expect(readable()).not.toContain('hidden-file')
    await createDraftStore(session).write({ draft: draftOf('meanwhile'), aside: [] })
    await worker().lock.unlock(right)
    const kept = await createDraftStore(session).read()
    expect(kept).toMatchObject({ draft: { text: 'meanwhile' }, aside: [{ file }] })
  })
  test('a link that arrives while it is closed waits unreadable, too', async () => {
    const { worker, session, readable } = await full()
    await worker().lock.lock()
    const token = await createRevealSessions(worker().away.guarded, () => crypto.randomUUID()).add({
      given: 'hidden-link',
      tabId: 7,
    })
    expect(readable()).not.toContain('hidden')
    await worker().lock.unlock(right)
    expect(await createRevealSessions(session, () => '').read(token)).toEqual({
      given: 'hidden-link',
      tabId: 7,
    })
  })
  test('a link that arrives before it was first opened is there when it is', async () => {
    const { worker, session } = await full()
    await worker().lock.lock()
    session.kept.clear()
    const token = await createRevealSessions(worker().away.guarded, () => crypto.randomUUID()).add({
      given: 'link',
      tabId: 7,
    })
    await worker().lock.unlock(right)
    expect(await createRevealSessions(session, () => '').read(token)).toEqual({ given: 'link', tabId: 7 })
  })
  test('of links that pages send while it is closed few wait: the oldest go', async () => {
    const { worker, session } = await full()
    await worker().lock.lock()
    const revealSessions = createRevealSessions(worker().away.guarded, () => crypto.randomUUID())
    const tokens = []
    for (let made = 0; made < 20; made++)
      tokens.push(await revealSessions.add({ given: `link ${made}`, tabId: made }))
    await worker().lock.unlock(right)
    const open = createRevealSessions(session, () => '')
    const kept = await Promise.all(tokens.map(token => open.read(token)))
    expect(kept.map(one => one !== undefined)).toEqual(tokens.map((_, made) => made >= 8))
  })
  test('what there is no room to put away is not thrown away', async () => {
    const { worker, session } = await full()
    const { lock } = worker()
    session.full = true
    await lock.lock()
    expect(session.kept.has('unlocked'), 'but the key is').toBe(false)
    session.full = false
    await worker().lock.unlock(right)
    expect(await createDraftStore(session).read()).toMatchObject({ draft: { text: 'hidden-draft' } })
  })
})

describe('what is typed', () => {
  test('while it closes is neither lost nor left readable', async () => {
    const { worker, session, readable } = await full()
    const { set } = session
    session.set = async items => {
      await set(items)
      if (!Object.keys(items).some(key => key.startsWith('away:'))) return
      session.set = set
      await createDraftStore(session).write({ draft: draftOf('hidden-draft, longer'), aside: [] })
    }
    await worker().lock.lock()
    expect(readable()).not.toContain('hidden')
    await worker().lock.unlock(right)
    expect(await createDraftStore(session).read()).toEqual({
      draft: draftOf('hidden-draft, longer'),
      aside: [],
    })
  })
  test('right after it has closed is put away', async () => {
    const { worker, session, readable } = await full()
    const { lock } = worker()
    await lock.lock()
    await createDraftStore(session).write({ draft: draftOf('hidden-late'), aside: [] })
    await lock.typed()
    expect(readable()).not.toContain('hidden')
    await lock.unlock(right)
    expect(await createDraftStore(session).read()).toMatchObject({ draft: { text: 'hidden-late' } })
  })
  test('keeps it open', async () => {
    const { worker, pass, heard, now } = await full()
    pass(14 * minute)
    await worker().lock.typed()
    expect(heard.alarm).toBe(now() + 15 * minute)
  })
  test('by the background as it closes is put away, too', async () => {
    const { worker, session, readable } = await full()
    const { set } = session
    session.set = async items => {
      session.set = set
      await worker().lock.lock()
      await set(items)
    }
    await createDraftStore(worker().away.guarded).bring('hidden-selection', options)
    expect(readable()).not.toContain('hidden')
    await worker().lock.unlock(right)
    expect(await createDraftStore(session).read()).toMatchObject({ draft: { text: 'hidden-selection' } })
  })
})

describe('a worker that is stopped', () => {
  test('anywhere in locking leaves nothing that opens, and the next one finishes', async () => {
    for (let stopAt = 0; stopAt < 20; stopAt++) {
      const { worker, session, readable } = await full()
      let writes = 0
      const { set } = session
      const stopping = worker()
      session.set = async items => (writes++ >= stopAt ? new Promise(() => {}) : set(items))
      const ended = await Promise.race([
        stopping.lock.lock().then(() => 'done'),
        expect.poll(() => writes, { timeout: 15_000 }).toBeGreaterThan(stopAt),
      ])
      session.set = set
      await worker().lock.settle()
      if (stopAt > 0) expect(readable(), `stopped at write ${stopAt}`).not.toContain('hidden')
      await worker().lock.unlock(right)
      expect(await createDraftStore(session).read()).toEqual({
        draft: draftOf('hidden-draft'),
        aside: [words('hidden-aside')],
      })
      if (ended === 'done') return
    }
    throw new Error('it ends after a few writes')
  })
  test('while it brings things back leaves it to the next one', async () => {
    const { worker, session } = await full()
    await worker().lock.lock()
    const { set } = session
    const stopping = worker()
    session.set = async items => ('composing' in items ? new Promise(() => {}) : set(items))
    void stopping.lock.unlock(right)
    await expect
      .poll(() => session.kept.get('unlocked'), { timeout: 15_000 })
      .toMatchObject({ at: 'opening' })
    expect(await worker().vault.state(), 'to everybody else it is closed').toBe('locked')
    session.set = set
    await worker().lock.settle()
    expect(await worker().vault.state()).toBe('unlocked')
    expect(await createDraftStore(session).read()).toMatchObject({ draft: { text: 'hidden-draft' } })
  })
  test('before the time is up leaves nothing that opens after it', async () => {
    const { worker, pass, readable } = await full()
    const box = await worker().vault.encrypt('x', 'p')
    pass(15 * minute)
    expect(await worker().vault.state()).toBe('locked')
    await expect(worker().vault.decrypt(box, 'p')).rejects.toEqual(locked)
    await expect(worker().lock.permit('burnAll')).rejects.toEqual(locked)
    expect(readable(), 'the first question has it all put away').not.toContain('hidden')
  })
})

describe('while it is closed', () => {
  test('it is there and opens, though a server still keeps the background waiting', async () => {
    const { worker, background } = await full()
    const { lock } = worker()
    background.changed = () => new Promise(() => {})
    await lock.lock()
    await lock.permit('lockState')
    await lock.unlock(right)
    await lock.permit('burnAll')
  })
  test('only what reads and changes nothing is answered', async () => {
    const { worker } = await full()
    const { lock } = worker()
    await lock.lock()
    const names = messageNames()
    const permitted = async () => {
      const open = await Promise.all(
        names.map(name =>
          lock.permit(name).then(
            () => [name],
            () => [],
          ),
        ),
      )
      return open.flat().sort()
    }
    const always = [
      'clearClipboard',
      'eraseAll',
      'keepReceived',
      'lockNow',
      'lockState',
      'openLink',
      'unlock',
    ]
    expect(await permitted()).toEqual(always)
    await lock.unlock(right)
    expect(await permitted()).toEqual([...names].sort())
  })
  test('all can be erased though the lock itself cannot be moved', async () => {
    const { worker, session } = await full()
    session.get = () => Promise.reject(new Error('broken'))
    await expect(worker().lock.permit('lockState')).rejects.toThrow('broken')
    await worker().lock.permit('eraseAll')
  })
  test('nothing is shared, also not what was asked for just before', async () => {
    const { worker, pass } = await full()
    const { lock } = worker()
    expect(await lock.mayShare()).toBe(true)
    await lock.checkOpen()
    pass(15 * minute)
    await expect(lock.checkOpen()).rejects.toEqual(locked)
    expect(await lock.mayShare()).toBe(false)
    await expect(lock.checkOpen()).rejects.toEqual(locked)
  })
  test('what was on its way when it closed is remembered, and can be burned once it is open', async () => {
    const { worker, local, readable } = await full()
    const { lock, vault } = worker()
    await lock.lock()
    const history = createHistoryStore(local, vault)
    await history.add(freshWith({ metadataKey: 'hidden-metadata-key' }))
    const [entry] = await history.all()
    if (!entry) throw new Error('it is there')
    expect(readable()).not.toContain('hidden')
    await expect(history.metadataKey(entry)).rejects.toEqual(locked)
    await lock.unlock(right)
    expect(await history.metadataKey(entry)).toBe('hidden-metadata-key')
  })
})
