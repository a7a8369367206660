import { beforeEach, expect, test } from 'vitest'
import { createRevealSessions } from '../../../lib/adapters/reveal-session'
import { createSettingsStore } from '../../../lib/adapters/settings-store'
import { createRedirect, type RedirectSealedLinkWorld } from '../../../lib/usecases/redirect-sealed-link'
import { memoryArea } from '../../support/area'

const own = 'https://secrets.example.com'
const sealed = (origin: string, tabId = 1) => ({
  origin,
  tabId,
  found: { given: `${origin}/secret/abc#c1.k.c` },
})
let session: ReturnType<typeof memoryArea>
let shown: [tabId: number, token: string][]
let world: RedirectSealedLinkWorld
beforeEach(() => {
  session = memoryArea()
  shown = []
  world = {
    settings: createSettingsStore(memoryArea(), () => 'UTC'),
    revealSessions: createRevealSessions(session, () => crypto.randomUUID()),
    needsWindow: async tabId => tabId === 2,
    newWindow: async () => 3,
    show: async (tabId, token) => void shown.push([tabId, token]),
  }
})

test('where the service was before it had regions is known, and so is what the person added', async () => {
  const settings = createSettingsStore(memoryArea(), () => 'UTC')
  await settings.change(() => ({ servers: [own] }))
  const redirect = createRedirect({ ...world, settings })
  for (const origin of ['https://onetimesecret.com', 'https://eu.onetimesecret.com', own])
    expect(await redirect.fromPage(sealed(origin))).toBe('taken')
  expect(await redirect.fromPage(sealed('https://other.example.com'))).toBe('notOurs')
  expect(shown).toHaveLength(3)
})
test('a link that is met twice at once is one, whoever comes first', async () => {
  const redirect = createRedirect(world)
  const met = sealed('https://eu.onetimesecret.com')
  await Promise.all([redirect.onRequest(met), redirect.fromPage(met), redirect.onRequest(met)])
  expect(new Set(shown.map(([, token]) => token)).size).toBe(1)
  expect(session.kept.size).toBe(1)
})
test('a tab that has no room for our page is left to its page, which tells the person where it went', async () => {
  const redirect = createRedirect(world)
  await redirect.onRequest(sealed('https://eu.onetimesecret.com', 2))
  expect(shown).toEqual([])
  expect(await redirect.fromPage(sealed('https://eu.onetimesecret.com', 2))).toBe('elsewhere')
  expect(shown.map(([tabId]) => tabId)).toEqual([3])
})
test('what no tab could be sent to is not kept', async () => {
  const show = async () => {
    throw new Error('No tab with id: 1.')
  }
  expect(await createRedirect({ ...world, show }).fromPage(sealed('https://eu.onetimesecret.com'))).toBe(
    'refused',
  )
  expect(session.kept.size).toBe(0)
})
