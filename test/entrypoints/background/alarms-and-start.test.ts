import { beforeEach, describe, expect, test } from 'vitest'
import { background, eventually, linkOf } from '../../support/background'

const world = background()
const { call, draft } = world
const history = async () => JSON.parse((await call('exportHistory', { as: 'json' })).text) as object[]
/** A standard secret that somebody has read by the next round. */
const shareAndRead = async () => {
  const { shared } = linkOf(await call('share', draft({ mode: 'standard' })))
  const secretKey = shared.link.split('/').at(-1)
  await fetch(`${world.server.origin}/api/v1/secret/${secretKey}`, { method: 'POST' })
  await call('dismiss', undefined)
}
/** Time passes here and on the server, so that the round is due. */
const later = async (ms: number) => {
  const [{ kept }, changed] = [world.browser.local, Date.now() - ms]
  for (const [key, value] of kept) {
    if (key.startsWith('entry:w:')) kept.set(key, { ...(value as object), created: changed })
  }
}

describe('in Firefox for Android', () => {
  test('what is written in the popup is shared, and followed', async () => {
    await world.asAndroid()
    world.browser.openTab('https://intranet.example.com/')
    const { shared } = linkOf(await call('share', draft()))
    expect(shared.link).toContain('#c1.')
    await eventually(async () => expect(await history()).toMatchObject([{ state: 'waiting' }]))
  })
  test('nothing of a private tab is kept', async () => {
    await world.asAndroid()
    world.browser.openTab('https://intranet.example.com/', true)
    linkOf(await call('share', draft()))
    expect(await history()).toEqual([])
  })
})

describe('the alarm of the watching', () => {
  beforeEach(shareAndRead)
  test('is set by what is shared, and asks what became of it', async () => {
    await eventually(async () => expect(await world.browser.alarm('watch')).toBeGreaterThan(Date.now()))
    await later(120_000)
    await world.browser.ring('watch')
    await eventually(async () => expect(await history()).toMatchObject([{ state: 'read' }]))
    await eventually(async () => expect(await world.browser.badge()).toBe('1'))
    // Nothing waits any more.
    await eventually(async () => expect(await world.browser.alarm('watch')).toBeUndefined())
    expect(world.browser.notifications()).toEqual({})
    await call('seen', undefined)
    await eventually(async () => expect(await world.browser.badge()).toBe(''))
  })
  test('wakes a worker that knows nothing yet, which tells by a notification where that is wanted', async () => {
    const { createSettingsStore } = await import('../../../lib/adapters/settings-store')
    await createSettingsStore(world.browser.local, () => 'UTC').change(() => ({ notify: true }))
    world.browser.allow(['notifications'])
    await eventually(async () => expect(await world.browser.alarm('watch')).toBeDefined())
    await later(120_000)
    await world.browser.startWorker()
    await world.browser.ring('watch')
    await eventually(() => expect(Object.keys(world.browser.notifications())).toHaveLength(1))
    expect(JSON.stringify(world.browser.notifications())).toContain('one')
    // A click leads to the history; where the popup will not open, in a tab.
    world.browser.popups.works = false
    world.browser.fire('notifications.onClicked', 'id')
    await eventually(() => expect([...world.browser.tabs.values()][0]?.url).toMatch(/popup\.html$/))
    await call('seen', undefined)
    expect(world.browser.notifications()).toEqual({})
  })
  test('asks nobody and tells nothing while the lock is closed', async () => {
    await call('setLock', { passphrase: 'correct horse battery' })
    await later(120_000)
    await call('lockNow', undefined)
    await eventually(async () => expect(await world.browser.alarm('watch')).toBeUndefined())
    const asked = world.server.log.length
    world.browser.fire('runtime.onStartup')
    await call('lockState', undefined)
    expect(world.server.log).toHaveLength(asked)
    expect(await world.browser.badge()).toBe('')
    // Opened, it is made up for at once.
    await call('unlock', { passphrase: 'correct horse battery' })
    await eventually(async () => expect(await world.browser.badge()).toBe('1'))
  })
  test('rings again when nothing could be read', async () => {
    await eventually(async () => expect(await world.browser.alarm('watch')).toBeDefined())
    const { get } = world.browser.local
    world.browser.local.get = async () => {
      throw new Error('the disk is broken')
    }
    await world.browser.ring('watch')
    await eventually(async () =>
      expect(await world.browser.alarm('watch')).toBeGreaterThan(Date.now() + 3_000_000),
    )
    world.browser.local.get = get
  })
})

test('a link is forgotten by its alarm', async () => {
  const { shared } = linkOf(await call('share', draft()))
  await call('copied', { id: shared.id, what: 'link' })
  expect(await world.browser.alarm('forget-link')).toBeGreaterThan(Date.now())
  await world.browser.ring('forget-link')
  await eventually(() => expect(world.browser.memory()).not.toContain(shared.link))
  expect(await history()).toHaveLength(1)
})

test('what ended long ago goes as soon as the person keeps it for fewer days', async () => {
  await shareAndRead()
  await later(120_000)
  await world.browser.ring('watch')
  await eventually(async () => expect(await history()).toMatchObject([{ state: 'read' }]))
  const { kept } = world.browser.local
  for (const [key, value] of kept) {
    if (key.startsWith('entry:s:'))
      kept.set(key, { ...(value as object), settled: Date.now() - 3 * 86_400_000 })
  }
  const { createSettingsStore } = await import('../../../lib/adapters/settings-store')
  const fromPopup = world.browser.areaOf('local')
  await createSettingsStore(fromPopup, () => 'UTC').change(() => ({ retention: 5 }))
  expect(await history()).toHaveLength(1)
  await createSettingsStore(fromPopup, () => 'UTC').change(() => ({ retention: 2 }))
  await eventually(async () => expect(await history()).toEqual([]))
})

describe('an own server', () => {
  const pattern = 'http://127.0.0.1/*'
  const matches = () => world.browser.scripts.flatMap(({ matches }) => matches)
  test('has our script on its pages as long as it is listed and may be seen', async () => {
    const { origin } = world.server
    await call('addServer', { origin })
    await eventually(() => expect(matches()).toEqual([`${origin}/*`]))
    world.browser.held.origins.clear()
    world.browser.fire('permissions.onRemoved', { origins: [pattern] })
    await eventually(() => expect(matches()).toEqual([]))
    world.browser.allow([], [pattern])
    await eventually(() => expect(matches()).toEqual([`${origin}/*`]))
    await call('removeServer', { origin })
    await eventually(() => expect(matches()).toEqual([]))
  })
  test('that nobody asked for in the popup opens nothing once it is allowed', async () => {
    world.browser.allow([], [pattern])
    await call('outcome', undefined)
    expect(world.browser.popups.opened).toBe(0)
  })
})

test('the organisation’s rules are shown from the start, and whenever they change', async () => {
  await world.browser.managed.set({ allowedServers: ['https://secrets.example.com'] })
  world.browser.fire('storage.managed.onChanged', {})
  await eventually(() => expect(world.browser.local.kept.get('policy')).toBeDefined())
  expect(await call('share', draft())).toMatchObject({ failure: { code: 'serverNotAllowed' } })
  await eventually(() => expect(matchesOf()).toContain('https://secrets.example.com/secret/*'))
})
const matchesOf = () => world.browser.menu.find(({ id }) => id === 'reveal')?.targetUrlPatterns
