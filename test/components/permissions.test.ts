import { signal } from '@preact/signals'
import { beforeEach, expect, test } from 'vitest'
import { type KeptSettings, keepSettings } from '../../components/kept-settings'
import { explained } from '../../components/permissions/explained'
import { Permissions } from '../../components/permissions/model'
import { createSettings } from '../../lib/doors/settings'
import type { Policy } from '../../lib/rules/policy'
import config from '../../wxt.config'
import { memoryArea } from '../support/area'
import { memoryPermissions } from '../support/permissions'
import { wordsOf } from '../support/words'

const own = 'https://secrets.example.com'

const policy = signal<Policy>({})
let settings: KeptSettings
let browser: ReturnType<typeof memoryPermissions>
beforeEach(async () => {
  policy.value = {}
  const door = createSettings(memoryArea(), () => 'Europe/Paris')
  await door.change(() => ({ servers: [own], notify: true }))
  settings = keepSettings(door, await door.read(), policy)
  browser = memoryPermissions({ permissions: ['notifications'], origins: [`${own}/*`] })
})
async function page() {
  const model = new Permissions({
    settings,
    held: browser.permissions.held,
    takeBack: browser.permissions.takeBack,
    request: async ({ permissions = [], origins = [] }) => {
      for (const name of permissions) browser.held.permissions.add(name)
      for (const pattern of origins) browser.held.origins.add(pattern)
      return true
    },
  })
  await model.look()
  return model
}
const states = (model: Permissions) =>
  Object.fromEntries(model.names.value.map(({ name, state }) => [name, state]))

test('the list is what the browser says, and what it could still be asked for', async () => {
  const model = await page()
  expect(states(model)).toEqual({ storage: 'always', notifications: 'allowed', clipboardRead: 'notAllowed' })
  expect(model.hosts.value).toEqual([{ pattern: `${own}/*`, state: 'allowed', needed: true }])
})
test('a permission without a reason is not passed over', async () => {
  browser.held.permissions.add('history')
  expect(states(await page())).toMatchObject({ history: 'allowed' })
})
test('a host that no server needs any more is shown, so that it can be taken back', async () => {
  browser.held.origins.add('https://former.example/*')
  const model = await page()
  expect(model.hosts.value).toContainEqual({
    pattern: 'https://former.example/*',
    state: 'allowed',
    needed: false,
  })
  await model.takeBack({ origins: ['https://former.example/*'] })
  expect(model.hosts.value).toHaveLength(1)
})
test('a server whose permission is gone stays in the list, to be allowed again', async () => {
  const model = await page()
  await model.takeBack({ origins: [`${own}/*`] })
  expect(model.hosts.value).toEqual([{ pattern: `${own}/*`, state: 'notAllowed', needed: true }])
  await model.allow({ origins: [`${own}/*`] })
  expect(model.hosts.value[0]?.state).toBe('allowed')
})
test('a server that the organisation named needs its permission as one’s own does', async () => {
  const theirs = 'https://secrets.corp'
  policy.value = { allowedServers: [theirs] }
  const model = await page()
  expect(model.hosts.value).toContainEqual({ pattern: `${theirs}/*`, state: 'notAllowed', needed: true })
  await model.allow({ origins: [`${theirs}/*`] })
  expect(model.hosts.value).toContainEqual({ pattern: `${theirs}/*`, state: 'allowed', needed: true })
  policy.value = {}
  expect(model.hosts.value).toContainEqual({ pattern: `${theirs}/*`, state: 'allowed', needed: false })
})
test('notifications that may not be shown are not wanted either', async () => {
  const model = await page()
  await model.takeBack({ permissions: ['notifications'] })
  expect(settings.kept.value.notify).toBe(false)
  expect(states(model).notifications).toBe('notAllowed')
})

test.each(['chrome', 'firefox'])(
  'every permission of the %s manifest has its reason, in both languages',
  async browser => {
    const { manifest } = config
    if (typeof manifest !== 'function') throw new Error('the manifest is made by a function')
    const made = await manifest({ browser, mode: 'production', command: 'build', manifestVersion: 3 })
    const named = [...(made.permissions ?? []), ...(made.optional_permissions ?? [])].map(String)
    expect(named.length).toBeGreaterThan(8)
    expect(named.filter(name => !explained.some(known => known === name))).toEqual([])
    for (const language of ['en', 'fr'] as const) {
      const words = await wordsOf(language)
      for (const name of explained) expect(words.get(`permissions.${name}.why`), name).toMatch(/\S/)
    }
  },
)
test('nothing is explained that is not asked for', async () => {
  const { manifest } = config
  if (typeof manifest !== 'function') throw new Error('the manifest is made by a function')
  const made = await manifest({ browser: 'chrome', mode: 'production', command: 'build', manifestVersion: 3 })
  const named = [...(made.permissions ?? []), ...(made.optional_permissions ?? [])].map(String)
  expect(explained.filter(name => !named.includes(name))).toEqual([])
})

test('what the browser cannot say just now is not shown as not allowed', async () => {
  let works = false
  const model = new Permissions({
    settings,
    held: async () => {
      if (!works) throw new Error('no')
      return browser.permissions.held()
    },
    takeBack: browser.permissions.takeBack,
    request: () => Promise.reject(new Error('no window')),
  })
  await model.look()
  expect(model.unread.value).toBe(true)
  works = true
  await model.allow({ permissions: ['clipboardRead'] })
  expect(model.unread.value).toBe(false)
  expect(states(model)).toMatchObject({ storage: 'always', clipboardRead: 'notAllowed' })
})
