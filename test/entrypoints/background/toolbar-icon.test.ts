import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { toolbarIcons } from '../../../lib/domain/toolbar-icon'
import { background, eventually, linkOf } from '../../support/background'

const world = background()
const { call, draft } = world
const passphrase = 'correct horse battery'
const shows = (icon: (typeof toolbarIcons)[number], title: string) =>
  eventually(() =>
    expect(world.browser.icon).toEqual({ path: expect.stringContaining(`/${icon}-16.png`), title }),
  )

/** A standard secret that somebody has read, and that is asked for at once. */
async function shareAndRead(): Promise<void> {
  const { shared } = linkOf(await call('share', draft({ mode: 'standard' })))
  const secretKey = shared.link.split('/').at(-1)
  await fetch(`${world.server.origin}/api/v1/secret/${secretKey}`, { method: 'POST' })
  await call('dismiss', undefined)
  await eventually(async () => expect(await world.browser.alarm('watch')).toBeDefined())
  const { kept } = world.browser.local
  for (const [key, value] of kept)
    if (key.startsWith('entry:w:')) kept.set(key, { ...(value as object), created: Date.now() - 120_000 })
  await world.browser.ring('watch')
}
/** The browser forgets icon, name and session; what is on the disk stays. */
async function restartBrowser(): Promise<void> {
  world.browser.stopWorker()
  Object.assign(world.browser.icon, { path: '', title: '' })
  world.browser.session.kept.clear()
  await world.browser.startWorker()
  world.browser.fire('runtime.onStartup')
}

test('each icon has its drawing', () => {
  for (const icon of toolbarIcons) expect(existsSync(`entrypoints/background/icons/${icon}.svg`)).toBe(true)
})

test('the seal is broken while there is news, also for a browser that starts, and whole once it was seen', async () => {
  await shows('ready', 'Cachet')
  await shareAndRead()
  await shows('news', 'Cachet · History · New (1)')
  await restartBrowser()
  await shows('news', 'Cachet · History · New (1)')
  await call('seen', undefined)
  await shows('ready', 'Cachet')
})

test('the lock is shown at once, tells no news, and is there when worker or browser start', async () => {
  await call('setLock', { passphrase })
  await shareAndRead()
  await shows('news', 'Cachet · History · New (1)')
  await call('lockNow', undefined)
  await shows('locked', 'Cachet is locked')
  Object.assign(world.browser.icon, { path: '', title: '' })
  await world.browser.startWorker()
  await shows('locked', 'Cachet is locked')
  await restartBrowser()
  await shows('locked', 'Cachet is locked')
  await call('unlock', { passphrase })
  await shows('news', 'Cachet · History · New (1)')
})

test('with everything erased no lock is left to show', async () => {
  await call('setLock', { passphrase })
  await call('lockNow', undefined)
  await shows('locked', 'Cachet is locked')
  await call('eraseAll', undefined)
  await shows('ready', 'Cachet')
})

test('a worker that starts draws no icon that is shown already', async () => {
  await call('setLock', { passphrase })
  await shows('ready', 'Cachet')
  // Would be drawn anew: the next one is, as its name differs.
  world.browser.icon.path = 'not drawn'
  world.browser.stopWorker()
  await world.browser.startWorker()
  await call('outcome', undefined)
  await eventually(async () => expect(await world.browser.badge()).toBe(''))
  expect(world.browser.icon.path).toBe('not drawn')
  await call('lockNow', undefined)
  await shows('locked', 'Cachet is locked')
})
