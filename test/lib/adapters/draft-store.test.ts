import { expect, test } from 'vitest'
import { createDraftStore, isSeenDraft } from '../../../lib/adapters/draft-store'
import { createKeyedMutex, type Locks } from '../../../lib/adapters/keyed-mutex'
import { createSettingsStore } from '../../../lib/adapters/settings-store'
import { emptyDraft } from '../../../lib/domain/draft'
import { memoryArea } from '../../support/area'

const typed = { text: 'typed', note: '' }
const shared = { text: 'shared', note: 'n' }
const options = { mode: 'sealed', server: 'https://eu.onetimesecret.com', account: null, ttl: 3600 } as const

test('a text brought from a page sets what was being written aside, and loses neither', async () => {
  const composing = createDraftStore(memoryArea())
  await composing.write({ draft: { ...emptyDraft(options), text: 'typed', passphrase: 'p' }, aside: [] })
  await composing.bring('selected', options)
  await composing.bring('selected too', options)
  const kept = await composing.read()
  expect(kept?.draft).toMatchObject({ text: 'selected too', passphrase: 'p' })
  expect(kept?.aside).toEqual([typed, { text: 'selected', note: '' }])
})
test('an empty composer has nothing to set aside, nor has the same text twice', async () => {
  const composing = createDraftStore(memoryArea())
  await composing.bring('selected', options)
  await composing.bring('selected', options)
  expect(await composing.read()).toMatchObject({ draft: { text: 'selected' }, aside: [] })
})
test('a text brought from a page keeps the address that was being typed, and asks for nothing', async () => {
  const composing = createDraftStore(memoryArea())
  const asking = { to: 'share', pattern: 'https://secrets.example.com/*', since: 1 } as const
  await composing.write({ draft: emptyDraft(options), aside: [], address: 'secrets.ex', asking })
  await composing.bring('selected', options)
  const kept = await composing.read()
  expect(kept?.address).toBe('secrets.ex')
  expect(kept?.asking).toBeUndefined()
})
test('what was to be done once allowed can be forgotten, and nothing that was typed is', async () => {
  const composing = createDraftStore(memoryArea())
  const asking = { to: 'share', pattern: 'https://secrets.example.com/*', since: 1 } as const
  const typed = {
    draft: { ...emptyDraft(options), text: 'typed' },
    aside: [{ text: 'earlier', note: '' }],
    address: 'secrets.ex',
  }
  await composing.write({ ...typed, asking })
  await composing.forgetAsking()
  expect(await composing.read()).toEqual(typed)
})
test('after a share only what was set aside stays', async () => {
  const area = memoryArea()
  const composing = createDraftStore(area)
  await composing.write({ draft: { ...emptyDraft(options), ...shared, passphrase: 'p' }, aside: [typed] })
  await composing.finish(shared, options)
  expect(await composing.read()).toEqual({ draft: emptyDraft(options), aside: [typed] })
  expect(JSON.stringify([...area.kept])).not.toContain('shared')
  await composing.write({ draft: { ...emptyDraft(options), ...shared }, aside: [] })
  await composing.finish(shared, options)
  expect(area.kept.size).toBe(0)
})
const file = { name: 'key.pem', type: '', data: 'eA==' }
test('after a file was shared the text that it stood in for stays, wherever the draft is by then', async () => {
  const composing = createDraftStore(memoryArea())
  const withFile = { text: 'typed', file, note: 'n' }
  await composing.write({ draft: { ...emptyDraft(options), ...withFile }, aside: [] })
  await composing.finish(withFile, options)
  expect(await composing.read()).toEqual({ draft: { ...emptyDraft(options), text: 'typed' }, aside: [] })
  await composing.write({ draft: { ...emptyDraft(options), ...withFile }, aside: [] })
  await composing.bring('selected', options)
  await composing.finish(withFile, options)
  expect(await composing.read()).toMatchObject({ draft: { text: 'selected' }, aside: [typed] })
})
test('a text brought from a page sets a file aside, and two popups lose none', async () => {
  const composing = createDraftStore(memoryArea())
  const base = { draft: emptyDraft(options), aside: [] }
  await composing.write(base)
  await composing.keep({ ...base, draft: { ...base.draft, file } }, [base])
  await composing.bring('selected', options)
  const kept = await composing.read()
  expect(kept).toMatchObject({ draft: { text: 'selected' }, aside: [{ text: '', file, note: '' }] })
  expect(kept?.draft.file).toBeUndefined()
  // Another popup, which saw only the empty draft.
  await composing.keep({ ...base, draft: { ...base.draft, text: 'typed elsewhere' } }, [base])
  const all = JSON.stringify(await composing.read())
  for (const words of ['selected', 'typed elsewhere', 'key.pem']) expect(all).toContain(words)
})
test('a text brought from a page during a share stays, and the shared one is not offered again', async () => {
  const composing = createDraftStore(memoryArea())
  await composing.write({ draft: { ...emptyDraft(options), ...shared }, aside: [typed] })
  await composing.bring('selected', options)
  await composing.finish(shared, options)
  expect(await composing.read()).toMatchObject({ draft: { text: 'selected' }, aside: [typed] })
})
test('a text that is set aside keeps its note, and the warning that its line breaks may be lost', async () => {
  const composing = createDraftStore(memoryArea())
  const from = { tabId: 4, frameId: 7 }
  await composing.write({
    draft: { ...emptyDraft(options), text: 'a b', note: 'n' },
    flattened: from,
    aside: [],
  })
  await composing.bring('selected', options)
  const kept = await composing.read()
  expect(kept?.aside).toEqual([{ text: 'a b', note: 'n', flattened: from }])
  expect(kept?.flattened).toBeUndefined()
})
test('what an earlier version set aside does not cost the draft', async () => {
  const composing = createDraftStore(
    memoryArea({ composing: { draft: { ...emptyDraft(options), text: 'typed' }, aside: ['earlier'] } }),
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
    const settings = createSettingsStore(memoryArea(garbage), () => 'Europe/Paris')
    expect((await settings.read()).sharing).toEqual({
      mode: 'sealed',
      server: 'https://eu.onetimesecret.com',
      account: null,
      ttl: 604_800,
    })
  }
})

const base = { draft: { ...emptyDraft(options), text: 'half' }, aside: [] }
const more = { draft: { ...emptyDraft(options), text: 'half a', ttl: 60 }, aside: [] }
test('a key that is typed as a text is brought is kept beside it, and the brought text stays in the field', async () => {
  const composing = createDraftStore(memoryArea())
  await composing.write(base)
  await composing.bring('selected', options)
  const kept = await composing.keep(more, [base])
  expect(kept).toMatchObject({ draft: { text: 'selected', ttl: 60 }, aside: [{ text: 'half a', note: '' }] })
  expect(kept.aside).toHaveLength(1)
  expect(await composing.read()).toEqual(kept)
})
test('who writes while another one reads loses nothing to it: one hand writes at a time', async () => {
  const area = memoryArea()
  let release = () => {}
  const held = new Promise<void>(resolve => {
    release = resolve
  })
  const mutex = createKeyedMutex()
  const locks: Locks = { request: (name, work) => mutex([name], work) }
  const slow = createDraftStore({ ...area, get: keys => held.then(() => area.get(keys)) }, locks)
  const popup = createDraftStore(area, locks)
  await area.set({ composing: base })
  const brought = slow.bring('selected', options)
  const typed = popup.keep(more, [base])
  release()
  await Promise.all([brought, typed])
  const kept = await popup.read()
  expect([kept?.draft.text, ...(kept?.aside.map(({ text }) => text) ?? [])].sort()).toEqual([
    'half a',
    'selected',
  ])
})
test('what was typed and could not be kept is no other hand’s', async () => {
  const area = memoryArea()
  const composing = createDraftStore(area)
  await composing.write(base)
  area.full = true
  await expect(composing.keep(more, [base])).rejects.toMatchObject({ code: 'notKept' })
  area.full = false
  const longer = { draft: { ...more.draft, text: 'half a th' }, aside: [] }
  expect(await composing.keep(longer, [base, more])).toEqual(longer)
})
test('what was shared meanwhile does not come back with another choice', async () => {
  const composing = createDraftStore(memoryArea())
  await composing.write(base)
  await composing.finish({ text: 'half', note: '' }, options)
  const kept = await composing.keep({ ...base, draft: { ...base.draft, ttl: 60 } }, [base])
  expect(kept).toMatchObject({ draft: { text: '', ttl: 60 }, aside: [] })
})
test('what was brought back or set aside here stays so, whatever was brought meanwhile', async () => {
  const composing = createDraftStore(memoryArea())
  const before = { draft: base.draft, aside: [typed] }
  await composing.write(before)
  await composing.bring('selected', options)
  const turned = { draft: { ...base.draft, text: 'typed' }, aside: [{ text: 'half', note: '' }] }
  const kept = await composing.keep(turned, [before])
  expect(kept.draft.text).toBe('selected')
  expect(kept.aside.map(({ text }) => text).sort()).toEqual(['half', 'typed'])
})

test('half of a surrogate pair, which memory mends, is no other hand’s text, and is not mended where it is typed', async () => {
  const composing = createDraftStore(memoryArea())
  const half = { draft: { ...emptyDraft(options), text: 'a\ud83d b' }, aside: [] }
  const kept = await composing.keep(half, [undefined])
  expect(kept).toEqual(half)
  expect(isSeenDraft(await composing.read(), [kept])).toBe(true)
  const more = { ...half, draft: { ...half.draft, text: 'a\ud83d bc' } }
  expect(await composing.keep(more, [kept])).toEqual(more)
})

test('what was typed as the popup closed, before its turn came, is there again', async () => {
  const area = memoryArea()
  const never: Locks = { request: () => new Promise(() => {}) }
  const half = { draft: { ...emptyDraft(options), text: 'the last key' }, aside: [] }
  void createDraftStore(area, never).keep(half, [undefined])
  await Promise.resolve()
  const composing = createDraftStore(area)
  expect(await composing.read()).toEqual(half)
  await composing.bring('brought', options)
  expect(await composing.read()).toMatchObject({
    draft: { text: 'brought' },
    aside: [{ text: 'the last key', note: '' }],
  })
  expect(area.kept.has('typing')).toBe(false)
})
