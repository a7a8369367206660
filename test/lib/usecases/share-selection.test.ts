import { beforeEach, expect, test } from 'vitest'
import { createDraftStore } from '../../../lib/adapters/draft-store'
import { createSettingsStore, underRules } from '../../../lib/adapters/settings-store'
import { type Draft, emptyDraft } from '../../../lib/domain/draft'
import type { CapturedText } from '../../../lib/domain/selection'
import type { Failure, RecentLink, ShareOutcome } from '../../../lib/domain/share-outcome'
import {
  replaceWithLink,
  type SelectedText,
  type ShareNotice,
  type ShareSelectionWorld,
  shareSelection,
} from '../../../lib/usecases/share-selection'
import { memoryArea } from '../../support/area'

const options = { mode: 'standard', server: 'https://uk.onetimesecret.com', account: null, ttl: 300 } as const
const from = { tabId: 1, frameId: 0 }
const field = '9b1f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f10'
const selected = (captured: CapturedText | undefined, written = false): SelectedText => ({
  ...{ captured, from },
  field: written ? field : undefined,
})
const done: RecentLink = {
  at: 'shared',
  copied: 'yes',
  until: 1,
  shared: {
    id: '2c7f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f10',
    link: 'https://uk.onetimesecret.com/secret/s',
    server: options.server,
    sealed: false,
    passphrase: false,
    expires: 1,
    remembered: true,
  },
}
const failed: ShareOutcome = { at: 'failed', failure: { code: 'offline' } }

let drafts: Draft[]
let news: ShareNotice[]
let popups: number
let dismissed: number
let placed: unknown[]
let closed: boolean
let toasts: boolean
let told: Failure[]
let area: ReturnType<typeof memoryArea>
let composing: ReturnType<typeof createDraftStore>
let world: ShareSelectionWorld
const worldIn = (outcome: ShareOutcome, popupOpens = true): ShareSelectionWorld => ({
  settings: createSettingsStore(
    memoryArea({ settings: { version: 1, sharing: options, servers: [] } }),
    () => 'UTC',
  ),
  composing,
  mayShare: async () => !closed,
  share: async draft => {
    drafts.push(draft)
    return outcome
  },
  put: async (spot, link) => {
    placed.push({ spot, link })
    return 'replaced'
  },
  dismiss: async () => {
    dismissed++
  },
  failed: async failure => {
    told.push(failure)
  },
  openPopup: async () => {
    popups++
    return popupOpens
  },
  toast: async said => {
    news.push(said)
    return toasts
  },
})
beforeEach(() => {
  drafts = []
  news = []
  popups = 0
  dismissed = 0
  placed = []
  closed = false
  toasts = true
  told = []
  area = memoryArea()
  composing = createDraftStore(area)
  world = worldIn(done)
})

test('a selection read exactly is shared at once, as the last secret was', async () => {
  await shareSelection(world, selected({ text: 'a\n\tb', exact: true }), 'copy')
  expect(drafts).toEqual([{ ...emptyDraft(options), text: 'a\n\tb' }])
  expect(news).toEqual([{ is: 'shared', copied: true }])
  expect(await composing.read()).toBeUndefined()
})
test('a selection that may have lost its line breaks is not sent, but put before the person', async () => {
  await shareSelection(
    world,
    { ...selected({ text: 'a b', exact: false }), from: { ...from, pattern: 'https://frame.example/*' } },
    'copy',
  )
  expect(drafts).toEqual([])
  expect({ popups, dismissed }).toEqual({ popups: 1, dismissed: 1 })
  expect(await composing.read()).toMatchObject({
    draft: { text: 'a b' },
    flattened: { tabId: 1, pattern: 'https://frame.example/*' },
  })
})
test('where the popup cannot be opened, the page says what to do', async () => {
  world = worldIn(done, false)
  await shareSelection(world, selected({ text: 'a b', exact: false }), 'copy')
  expect(news).toEqual([{ is: 'flattened' }])
  world = worldIn(failed, false)
  await shareSelection(world, selected({ text: 'ab', exact: true }), 'copy')
  expect(news.at(-1)).toEqual({ is: 'failed', failure: { code: 'offline' } })
})
test('a selection that was read, but not for sure, is put before the person and replaced by nothing', async () => {
  const captured: CapturedText = { text: 'hunter2', exact: false, why: 'unsure' }
  world = worldIn(done, false)
  await shareSelection(world, { captured, from: { ...from, why: 'unsure' }, field: undefined }, 'replace')
  expect([drafts, placed]).toEqual([[], []])
  expect(news).toEqual([{ is: 'unsure' }])
  expect(await composing.read()).toMatchObject({ draft: { text: 'hunter2' }, flattened: { why: 'unsure' } })
})
test('half of a character is said to be one, and stays where it is selected', async () => {
  await shareSelection(world, { ...selected(undefined), why: 'loneSurrogate' }, 'copy')
  expect(drafts).toEqual([])
  expect(news).toEqual([{ is: 'failed', failure: { code: 'loneSurrogate' } }])
  expect(await composing.read()).toBeUndefined()
})
test('a selection is shared as near to the rules as they leave no choice', async () => {
  const { settings } = world
  const rules = { sealedRequired: true, longestLifetime: 60 }
  await shareSelection(
    { ...world, settings: underRules(settings, async () => rules) },
    selected({ text: 'a', exact: true }),
    'copy',
  )
  expect(drafts).toEqual([{ ...emptyDraft(options), text: 'a', mode: 'sealed', ttl: 60 }])
})
test('no rule moves a selection from the chosen server to another', async () => {
  const { settings } = world
  const rules = {
    allowedServers: ['https://eu.onetimesecret.com'],
    defaultServer: 'https://eu.onetimesecret.com',
  }
  await shareSelection(
    { ...world, settings: underRules(settings, async () => rules) },
    selected({ text: 'a', exact: true }),
    'copy',
  )
  expect(drafts).toMatchObject([{ server: options.server }])
})
test('a selection that could not be shared waits in the composer', async () => {
  world = worldIn(failed)
  await shareSelection(world, selected({ text: 'hunter2', exact: true }), 'copy')
  expect(await composing.read()).toMatchObject({ draft: { text: 'hunter2' } })
  expect(popups).toBe(1)
})
test('what is longer than any server stores is not put into the popup, which could not show it', async () => {
  const longest = 'x'.repeat(1_000_000)
  await shareSelection(world, selected({ text: `${longest}x`, exact: true }), 'copy')
  expect(news).toEqual([{ is: 'failed', failure: { code: 'tooLong', by: 1 } }])
  expect([drafts, popups, await composing.read()]).toEqual([[], 0, undefined])
  await shareSelection(world, selected({ text: longest, exact: true }), 'copy')
  expect(drafts.map(({ text }) => text.length)).toEqual([longest.length])
})

test('nothing selected is said, and nothing is sent', async () => {
  await shareSelection(world, selected(undefined), 'copy')
  expect(drafts).toEqual([])
  expect(news).toEqual([{ is: 'failed', failure: { code: 'noSelection' } }])
})
test('a memory without room for the text is said in the page, and nothing is sent', async () => {
  area.full = true
  await shareSelection(world, selected({ text: 'a b', exact: false }), 'copy')
  expect(news.pop()).toEqual({ is: 'failed', failure: { code: 'notKept' } })
  expect([drafts, told]).toEqual([[], []])
})
test('where the page lets nobody speak, the badge and the popup do', async () => {
  area.full = true
  toasts = false
  await shareSelection(world, selected({ text: 'a b', exact: false }), 'copy')
  await shareSelection(world, selected(undefined), 'copy')
  expect(told).toEqual([{ code: 'notKept' }, { code: 'noSelection' }])
  expect(popups).toBe(2)
})
test('what is said in the page never holds the link or the secret', async () => {
  await shareSelection(world, selected({ text: 'hunter2', exact: true }), 'copy')
  await shareSelection(world, selected({ text: 'hunter2', exact: true }, true), 'copy')
  await shareSelection(world, selected({ text: 'hunter2', exact: true }, true), 'replace')
  expect(news).toHaveLength(3)
  expect(JSON.stringify(news)).not.toMatch(/hunter2|onetimesecret/)
})

test('a text in a field is replaced by its link only when that was asked for; otherwise it is offered', async () => {
  const inField = selected({ text: 'hunter2', exact: true }, true)
  await shareSelection(world, inField, 'copy')
  expect(placed).toEqual([])
  expect(news).toEqual([{ is: 'shared', copied: true, offer: { id: done.shared.id, frameId: 0, field } }])
  await shareSelection(world, inField, 'replace')
  expect(placed).toEqual([{ spot: { ...from, field }, link: done.shared.link }])
  expect(news.at(-1)).toEqual({ is: 'replaced', copied: true })
})
test('what is selected elsewhere by then is left alone, and that is said', async () => {
  await shareSelection(
    { ...world, put: async () => 'moved' },
    selected({ text: 'a', exact: true }, true),
    'replace',
  )
  expect(news).toEqual([{ is: 'moved', copied: true }])
})
test('a text that stands in no field is shared all the same, and nothing is put in its place', async () => {
  await shareSelection(world, selected({ text: 'hunter2', exact: true }), 'replace')
  expect(placed).toEqual([])
  expect(news).toEqual([{ is: 'refused', copied: true }])
})
test('a share that failed replaces nothing, and the text waits in the composer', async () => {
  world = worldIn(failed)
  await shareSelection(world, selected({ text: 'hunter2', exact: true }, true), 'replace')
  expect(placed).toEqual([])
  expect(await composing.read()).toMatchObject({ draft: { text: 'hunter2' } })
})
test('an offer holds as long as its link is kept; taken up later, that is said', async () => {
  const spot = { tabId: 1, frameId: 3, field }
  await replaceWithLink(world, done, spot)
  expect(placed).toEqual([{ spot, link: done.shared.link }])
  expect(news).toEqual([{ is: 'replaced', copied: true }])
  await replaceWithLink(world, undefined, spot)
  expect(placed).toHaveLength(1)
  expect(news).toEqual([{ is: 'replaced', copied: true }, { is: 'over' }])
})
test('while the lock is closed nothing is taken or sent, and the popup asks for the passphrase, or it is said', async () => {
  closed = true
  await shareSelection(world, selected({ text: 'a\n\tb', exact: true }, true), 'replace')
  expect([popups, news]).toEqual([1, []])
  world = worldIn(done, false)
  await shareSelection(world, selected({ text: 'a b', exact: false }), 'copy')
  await shareSelection(world, selected(undefined), 'copy')
  expect(news).toEqual(Array(2).fill({ is: 'failed', failure: { code: 'locked' } }))
  toasts = false
  await shareSelection(world, selected({ text: 'a b', exact: false }), 'copy')
  expect(told).toEqual([{ code: 'locked' }])
  expect([drafts, placed]).toEqual([[], []])
  expect(await composing.read()).toBeUndefined()
})
