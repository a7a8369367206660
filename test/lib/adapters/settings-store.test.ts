import { expect, test } from 'vitest'
import { createKeyedMutex } from '../../../lib/adapters/keyed-mutex'
import { createSettingsStore, defaultSettings, Settings } from '../../../lib/adapters/settings-store'
import { defaultGeneratorOptions } from '../../../lib/domain/generator-options'
import { memoryArea } from '../../support/area'
import vectors from '../../vectors/settings.json' with { type: 'json' }

test.each(vectors.kept)('what an earlier version kept is read in whole: %j', async kept => {
  const settings = createSettingsStore(memoryArea({ settings: kept }), () => 'UTC')
  expect(await settings.read()).toMatchObject(kept)
})
test('settings from before the generator still count, and get its usual recipe', async () => {
  const { generator: _, ...older } = { ...defaultSettings('eu'), retention: 7 }
  const settings = createSettingsStore(memoryArea({ settings: older }), () => 'UTC')
  expect(await settings.read()).toEqual({ ...older, generator: defaultGeneratorOptions })
})
test('settings from before limits and fixed defaults are still read', () => {
  const { remember, limits, ...older } = defaultSettings('us')
  expect(Settings.parse(older)).toEqual({ ...older, remember, limits })
})
test('until a server is chosen, the nearest one or the organisation’s is offered, whatever else is chosen', async () => {
  const area = memoryArea()
  const settings = createSettingsStore(area, () => 'Europe/Paris')
  const server = async () => (await settings.read()).sharing.server
  await settings.change(() => ({ retention: 7 }))
  await settings.change(({ sharing }) => ({ sharing: { ...sharing, mode: 'standard', ttl: 300 } }))
  expect(await server()).toBe('https://eu.onetimesecret.com')
  await area.set({ policy: { defaultServer: 'https://secrets.example.com' } })
  expect(await settings.read()).toMatchObject({
    retention: 7,
    sharing: { mode: 'standard', server: 'https://secrets.example.com', account: null, ttl: 300 },
  })
  await settings.change(({ sharing }) => ({
    sharing: { ...sharing, server: 'https://us.onetimesecret.com' },
  }))
  await settings.change(({ sharing }) => ({
    sharing: { ...sharing, server: 'https://secrets.example.com' },
  }))
  await area.remove('policy')
  expect(await server()).toBe('https://secrets.example.com')
})
test('who chooses an account chooses its server', async () => {
  const area = memoryArea()
  const settings = createSettingsStore(area, () => 'Europe/Paris')
  const account = '2c7f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f11'
  await settings.change(({ sharing }) => ({ sharing: { ...sharing, account } }))
  await area.set({ policy: { defaultServer: 'https://secrets.example.com' } })
  expect((await settings.read()).sharing).toMatchObject({ server: 'https://eu.onetimesecret.com', account })
})
test('where there is nothing to change nothing is written', async () => {
  const area = memoryArea()
  await createSettingsStore(area, () => 'UTC').change(() => ({}))
  expect(area.writes).toEqual([])
})
test('an opener that is no page costs no other setting', async () => {
  const kept = { ...defaultSettings('us'), retention: 7, opener: 'open.example' }
  const settings = createSettingsStore(memoryArea({ settings: kept }), () => 'UTC')
  expect(await settings.read()).toEqual({ ...kept, opener: undefined })
})
test('a recipient’s language is kept until it is one’s own; one of a newer version’s costs nothing and stays', async () => {
  const area = memoryArea()
  const settings = createSettingsStore(area, () => 'UTC')
  const choose = (language: 'ar' | undefined) =>
    settings.change(({ sharing }) => ({ sharing: { ...sharing, language } }))
  await choose('ar')
  expect((await settings.read()).sharing.language).toBe('ar')
  await choose(undefined)
  expect(JSON.stringify([...area.kept])).not.toContain('language')
  const { sharing, ...kept } = { ...defaultSettings('us'), retention: 7 }
  await area.set({ settings: { ...kept, sharing: { ...sharing, language: 'tlh' } } })
  expect(await settings.read()).toEqual({ ...kept, sharing: { ...sharing, language: undefined } })
  await settings.change(() => ({ retention: 8 }))
  expect(JSON.stringify([...area.kept])).toContain('tlh')
})
test('no opener by choice is told from one that was never chosen, whatever else is changed', async () => {
  const area = memoryArea({ settings: { ...defaultSettings('us'), retention: 7 } })
  const settings = createSettingsStore(area, () => 'UTC')
  expect((await settings.read()).opener).toBeUndefined()
  await settings.change(() => ({ retention: 30 }))
  expect(Object.keys(Object((await area.get('settings')).settings))).not.toContain('opener')
  await settings.change(() => ({ opener: 'none' }))
  await settings.change(() => ({ retention: 7 }))
  expect(await settings.read()).toMatchObject({ opener: 'none', retention: 7 })
  await settings.change(() => ({ opener: undefined }))
  expect((await settings.read()).opener).toBeUndefined()
})
test('two who change different things at once leave both changed', async () => {
  const settings = createSettingsStore(memoryArea(), () => 'UTC')
  const [first] = await Promise.all([
    settings.change(() => ({ retention: 7 })),
    settings.change(({ servers }) => ({ servers: [...servers, 'https://secrets.example.com'] })),
  ])
  expect(first.retention).toBe(7)
  expect(await settings.read()).toMatchObject({ retention: 7, servers: ['https://secrets.example.com'] })
})
test('two pages that change different things at once leave both changed', async () => {
  const area = memoryArea()
  const turns = createKeyedMutex()
  const page = () => createSettingsStore(area, () => 'UTC', { request: (name, work) => turns([name], work) })
  const [popup, options] = [page(), page()]
  await Promise.all([
    popup.change(() => ({ retention: 7 })),
    options.change(() => ({ tokenDays: 30 })),
    popup.change(() => ({ notify: true })),
  ])
  expect(await options.read()).toMatchObject({ retention: 7, tokenDays: 30, notify: true })
})
test('what could not be read again is not written, and costs nothing of what is kept', async () => {
  const settings = createSettingsStore(memoryArea(), () => 'UTC')
  await settings.change(() => ({ retention: 7 }))
  await expect(settings.change(() => ({ tokenDays: -1 }))).rejects.toThrow()
  expect(await settings.read()).toMatchObject({ retention: 7, tokenDays: 90 })
})
test('a full disk is said, and the next change is tried again', async () => {
  const area = memoryArea()
  const settings = createSettingsStore(area, () => 'UTC')
  area.full = true
  await expect(settings.change(() => ({ retention: 7 }))).rejects.toMatchObject({ code: 'notKept' })
  area.full = false
  expect((await settings.change(() => ({ retention: 7 }))).retention).toBe(7)
})
