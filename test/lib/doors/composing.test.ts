import { expect, test } from 'vitest'
import { createComposing } from '../../../lib/doors/composing'
import { createSettings } from '../../../lib/doors/settings'
import { blank } from '../../../lib/rules/draft'
import { memoryArea } from '../../support/area'

const typed = { text: 'typed', note: '' }
const shared = { text: 'shared', note: 'n' }
const options = { mode: 'sealed', server: 'https://eu.onetimesecret.com', account: null, ttl: 3600 } as const

test('a text brought from a page sets what was being written aside, and loses neither', async () => {
  const composing = createComposing(memoryArea())
  await composing.write({ draft: { ...blank(options), text: 'typed', passphrase: 'p' }, aside: [] })
  await composing.bring('selected', options)
  await composing.bring('selected too', options)
  const kept = await composing.read()
  expect(kept?.draft).toMatchObject({ text: 'selected too', passphrase: 'p' })
  expect(kept?.aside).toEqual([typed, { text: 'selected', note: '' }])
})
test('an empty composer has nothing to set aside, nor has the same text twice', async () => {
  const composing = createComposing(memoryArea())
  await composing.bring('selected', options)
  await composing.bring('selected', options)
  expect(await composing.read()).toMatchObject({ draft: { text: 'selected' }, aside: [] })
})
test('a text brought from a page keeps the address that was being typed, and asks for nothing', async () => {
  const composing = createComposing(memoryArea())
  const asking = { to: 'share', pattern: 'https://secrets.example.com/*', since: 1 } as const
  await composing.write({ draft: blank(options), aside: [], address: 'secrets.ex', asking })
  await composing.bring('selected', options)
  const kept = await composing.read()
  expect(kept?.address).toBe('secrets.ex')
  expect(kept?.asking).toBeUndefined()
})
test('what was to be done once allowed can be forgotten, and nothing that was typed is', async () => {
  const composing = createComposing(memoryArea())
  const asking = { to: 'share', pattern: 'https://secrets.example.com/*', since: 1 } as const
  const typed = {
    draft: { ...blank(options), text: 'typed' },
    aside: [{ text: 'earlier', note: '' }],
    address: 'secrets.ex',
  }
  await composing.write({ ...typed, asking })
  await composing.forgetAsking()
  expect(await composing.read()).toEqual(typed)
})
test('after a share only what was set aside stays', async () => {
  const area = memoryArea()
  const composing = createComposing(area)
  await composing.write({ draft: { ...blank(options), ...shared, passphrase: 'p' }, aside: [typed] })
  await composing.finish(shared, options)
  expect(await composing.read()).toEqual({ draft: blank(options), aside: [typed] })
  expect(JSON.stringify([...area.kept])).not.toContain('shared')
  await composing.write({ draft: { ...blank(options), ...shared }, aside: [] })
  await composing.finish(shared, options)
  expect(area.kept.size).toBe(0)
})
test('a text brought from a page during a share stays, and the shared one is not offered again', async () => {
  const composing = createComposing(memoryArea())
  await composing.write({ draft: { ...blank(options), ...shared }, aside: [typed] })
  await composing.bring('selected', options)
  await composing.finish(shared, options)
  expect(await composing.read()).toMatchObject({ draft: { text: 'selected' }, aside: [typed] })
})
test('a text that is set aside keeps its note, and the warning that its line breaks may be lost', async () => {
  const composing = createComposing(memoryArea())
  const from = { tabId: 4, frameId: 7 }
  await composing.write({ draft: { ...blank(options), text: 'a b', note: 'n' }, flattened: from, aside: [] })
  await composing.bring('selected', options)
  const kept = await composing.read()
  expect(kept?.aside).toEqual([{ text: 'a b', note: 'n', flattened: from }])
  expect(kept?.flattened).toBeUndefined()
})
test('what an earlier version set aside does not cost the draft', async () => {
  const composing = createComposing(
    memoryArea({ composing: { draft: { ...blank(options), text: 'typed' }, aside: ['earlier'] } }),
  )
  expect(await composing.read()).toMatchObject({ draft: { text: 'typed' }, aside: [] })
})
test('settings that cannot be read count as none, and the region follows the time zone', async () => {
  for (const garbage of [
    {},
    { settings: 7 },
    { settings: { version: 9 } },
    { settings: { version: 1, sharing: {} } },
  ]) {
    const settings = createSettings(memoryArea(garbage), () => 'Europe/Paris')
    expect((await settings.read()).sharing).toEqual({
      mode: 'sealed',
      server: 'https://eu.onetimesecret.com',
      account: null,
      ttl: 604_800,
    })
  }
})
