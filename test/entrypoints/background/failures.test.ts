import { describe, expect, test } from 'vitest'
import { readTarget } from '../../../lib/domain/read-link'
import { background, eventually, linkOf } from '../../support/background'

const alice = { user: 'alice@example.com', token: 'alices-token' }
const passphrase = 'correct horse battery'
const world = background({ accounts: [alice] })
const { call, draft } = world
const history = async () => JSON.parse((await call('exportHistory', { as: 'json' })).text) as object[]
const place = async () => {
  const target = await readTarget(linkOf(await call('share', draft())).shared.link)
  if (target.is !== 'sealed') throw new Error('the link lost its key')
  return { origin: target.link.origin, secretKey: target.link.secretKey }
}
const asked = (path: RegExp) => world.server.log.filter(request => path.test(request.path)).length
/** The server answers nothing that is asked from now on; the answer is what lets it. */
const hold = (path: RegExp) => {
  let go: () => void = () => {}
  const until = new Promise<void>(resolve => {
    go = resolve
  })
  world.server.misbehave({ at: 'held', until }, 1, path)
  return go
}
const arrives = (path: RegExp) => eventually(() => expect(asked(path)).toBe(1))

describe('with a full', () => {
  test('memory nothing leaves, and that is said', async () => {
    world.browser.session.full = true
    expect(await call('share', draft())).toMatchObject({ at: 'failed', failure: { code: 'notKept' } })
    expect(world.server.log).toEqual([])
  })
  test('disk the link is there, and it is said that nothing tracks it', async () => {
    world.browser.local.full = true
    expect(linkOf(await call('share', draft())).shared.remembered).toBe(false)
    expect(await history()).toEqual([])
  })
  test('memory nobody is asked for a secret that could not be kept', async () => {
    const there = await place()
    world.browser.session.full = true
    expect(await call('reveal', there)).toMatchObject({ is: 'failed', failure: { code: 'noRoom' } })
    expect(asked(/\/secret\//)).toBe(0)
  })
  test('disk no account is kept, and no token lies about', async () => {
    world.browser.local.full = true
    const account = { name: 'Production', server: world.server.origin, ...alice }
    await expect(call('addAccount', account)).rejects.toMatchObject({ code: 'notKept' })
    expect(world.browser.disk()).toBe('[]')
  })
})

test('whichever write is refused, a share ends with its link, or without having left', async () => {
  for (let at = 0; ; at++) {
    const [before, { set }] = [world.server.secrets().length, world.browser.session]
    let writes = 0
    world.browser.session.set = async items => {
      if (writes++ === at) throw new Error('QUOTA_BYTES quota exceeded')
      await set(items)
    }
    const outcome = await call('share', draft())
    world.browser.session.set = set
    const left = world.server.secrets().length - before
    if (outcome.at === 'shared') {
      expect(left).toBe(1)
      expect(await call('outcome', undefined)).toMatchObject({ shared: { link: outcome.shared.link } })
    } else expect([outcome, left]).toMatchObject([{ failure: { code: 'notKept' } }, 0])
    await call('dismiss', undefined)
    if (writes <= at) break
  }
})

describe('two at once', () => {
  test('share: one does, and the other is told to wait, with its text unsent', async () => {
    const ends = await Promise.all([call('share', draft()), call('share', draft())])
    expect(ends.map(end => (end.at === 'failed' ? end.failure.code : end.at)).toSorted()).toEqual([
      'busy',
      'shared',
    ])
    expect(world.server.secrets()).toHaveLength(1)
  })
  test('read a secret: it is asked for once, and both have it', async () => {
    const there = await place()
    const read = await Promise.all([call('reveal', there), call('reveal', there)])
    expect(read.map(({ is }) => is)).toEqual(['received', 'received'])
    expect(asked(/\/secret\//)).toBe(1)
  })
  test('change an entry: neither undoes the other', async () => {
    const { id } = linkOf(await call('share', draft())).shared
    await Promise.all([call('rename', { id, label: 'two' }), call('burn', { id })])
    expect(await history()).toMatchObject([{ label: 'two', state: 'burned' }])
  })
  test('add servers: both are there', async () => {
    const { origin, port } = world.server
    const other = `http://localhost:${port}`
    world.browser.allow([], ['http://localhost/*'])
    await Promise.all([call('addServer', { origin }), call('addServer', { origin: other })])
    for (const at of [origin, other]) await call('removeServer', { origin: at })
    expect(world.browser.held.origins.size).toBe(0)
  })
})

describe('while a secret is on its way', () => {
  test('the lock closes: its link comes to nobody who has not opened it', async () => {
    await call('setLock', { passphrase })
    const answer = hold(/share/)
    const sharing = call('share', draft())
    await arrives(/share/)
    await call('lockNow', undefined)
    answer()
    const { link } = linkOf(await sharing).shared
    await eventually(() => expect(world.browser.memory()).toContain('away:'))
    expect(world.browser.memory()).not.toContain(link)
    await call('unlock', { passphrase })
    await eventually(async () => expect(linkOf(await call('outcome', undefined)).shared.link).toBe(link))
    expect(await history()).toHaveLength(1)
  })
  test('its account’s list is asked for: it is in the history once', async () => {
    const account = await call('addAccount', { name: 'Production', server: world.server.origin, ...alice })
    const answer = hold(/share/)
    const sharing = call('share', draft({ account: account.id }))
    await arrives(/share/)
    const checking = call('check', undefined)
    await arrives(/recent/)
    answer()
    linkOf(await sharing)
    await checking
    expect(await history()).toMatchObject([{ label: 'one', imported: false }])
  })
  test('the links of before are forgotten by their alarm, and the new one is not', async () => {
    const first = linkOf(await call('share', draft())).shared
    await call('copied', { id: first.id, what: 'link' })
    const answer = hold(/share/)
    const sharing = call('share', draft())
    await arrives(/share/)
    if (await world.browser.alarm('forget-link')) await world.browser.ring('forget-link')
    answer()
    const { link } = linkOf(await sharing).shared
    expect(linkOf(await call('outcome', undefined)).shared.link).toBe(link)
    await eventually(() => expect(world.browser.memory()).not.toContain(first.link))
  })
  test('everything is erased: the answer is for who waits, and nothing of it is kept', async () => {
    const answer = hold(/share/)
    const sharing = call('share', draft())
    await arrives(/share/)
    const erasing = call('eraseAll', undefined)
    answer()
    expect(await erasing).toEqual({ left: true })
    const { link } = linkOf(await sharing).shared
    expect(world.browser.memory() + world.browser.disk()).not.toContain(link)
    expect(await history()).toEqual([])
  })
})

describe('an update', () => {
  const update = () => world.browser.fire('runtime.onUpdateAvailable', { version: '2' })
  test('waits in Firefox until what was read is nowhere else any more', async () => {
    await world.asFirefox()
    const { shared } = linkOf(await call('share', draft({ mode: 'standard' })))
    await call('forgetLink', { id: shared.id })
    const secretKey = shared.link.split('/').at(-1) ?? ''
    const answer = hold(/\/secret\//)
    const reading = call('reveal', { origin: world.server.origin, secretKey })
    await arrives(/\/secret\//)
    update()
    await call('outcome', undefined)
    answer()
    const read = await reading
    if (read.is !== 'received') throw new Error(JSON.stringify(read))
    expect(world.browser.updated.times).toBe(0)
    await call('forgetReceived', { id: read.received.id })
    await eventually(() => expect(world.browser.updated.times).toBe(1))
  })
  test('is held off in Chromium by the hidden page while there is a link', async () => {
    linkOf(await call('share', draft()))
    await eventually(() => expect(world.browser.hiddenPage()?.hears('runtime.onMessage')).toBe(true))
    update()
    await eventually(() => expect(world.browser.worker()?.calls).toContain('offscreen.createDocument'))
    expect(world.browser.updated.times).toBe(0)
    await call('forgetLink', { id: linkOf(await call('outcome', undefined)).shared.id })
    await eventually(() => expect(world.browser.hiddenPage()).toBeUndefined())
  })
})
