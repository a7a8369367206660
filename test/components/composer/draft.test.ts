import { beforeEach, describe, expect, test } from 'vitest'
import { defaultSettings } from '../../../lib/adapters/settings-store'
import type { ComposerState } from '../../../lib/domain/composer-state'
import { composerPage, done } from '../../support/composer'

const typed = { text: 'typed', note: '' }
let page: ReturnType<typeof composerPage>
beforeEach(() => {
  page = composerPage()
})

describe('typing', () => {
  test('every key is kept, so a popup that closes loses nothing', () => {
    const model = page.composer()
    model.write({ text: 'h' })
    model.write({ text: 'hu', passphrase: 'p' })
    expect(page.kept.map(({ draft }) => draft.text)).toEqual(['h', 'hu'])
    expect(page.kept.at(-1)?.draft.passphrase).toBe('p')
  })
  test('what was typed is there when it opens again', () => {
    const first = page.composer()
    first.write({ text: 'hunter2', note: 'n', label: 'l' })
    expect(page.composer(undefined, page.kept.at(-1)).draft.current.value).toMatchObject({
      text: 'hunter2',
      note: 'n',
      label: 'l',
    })
  })
  test('a secret that is standard this time leaves the next one sealed', () => {
    const model = page.composer()
    model.write({ text: 'hunter2' })
    model.useStandardOnce()
    expect(model.draft.current.value).toMatchObject({ text: 'hunter2', mode: 'standard' })
    model.write({ ttl: 300 })
    expect(page.remembered.map(({ sharing }) => sharing?.mode)).toEqual(['sealed'])
  })
  test('the opener is the one in force', () => {
    const model = page.composer(undefined, undefined, { opener: 'https://mine.example/' })
    expect(model.draft.opener.value).toBe('https://mine.example/')
    model.hearRules({ opener: 'https://open.example/' })
    expect(model.draft.opener.value).toBe('https://open.example/')
    model.hearRules({})
    model.hearSettings({ ...model.settings.value, opener: 'none' })
    expect(model.draft.opener.value).toBeUndefined()
  })
  test('where nothing is written yet, a secret starts as the settings say by now', () => {
    const first = page.composer()
    first.write({ ttl: 300 })
    const { sharing } = defaultSettings('us')
    const chosen = { remember: 'fixed', sharing: { ...sharing, ttl: 86_400 } } as const
    expect(page.composer(undefined, page.kept.at(-1), chosen).draft.current.value.ttl).toBe(86_400)
    first.write({ text: 'hunter2' })
    expect(page.composer(undefined, page.kept.at(-1), chosen).draft.current.value.ttl).toBe(300)
  })
  test('there is as much room as the chosen server is known to have', () => {
    const server = 'https://secrets.example.com'
    const model = page.composer(undefined, undefined, { limits: { [server]: { bytes: 100_000 } } })
    expect(model.draft.room.value).toBe(10_000)
    model.write({ server })
    expect(model.draft.room.value).toBe(100_000)
  })
  test('the meter counts what the server will keep, and compresses before it says too much', async () => {
    const model = page.composer()
    expect(model.draft.size.value).toBe(0)
    model.write({ text: 'short' })
    const one = model.draft.size.value
    model.write({ text: 'much longer but still small' })
    expect(model.draft.size.value).toBe(one)
    model.write({ text: 'x'.repeat(20_000) })
    expect(model.draft.size.value).toBeGreaterThan(20_000)
    await expect.poll(() => model.draft.size.value).toBeLessThan(1_000)
    model.write({ mode: 'standard' })
    expect(model.draft.size.value).toBe(20_000)
  })
  test('the meter keeps the last figure until the next is known', async () => {
    const model = page.composer()
    model.write({ text: 'x'.repeat(20_000) })
    await expect.poll(() => model.draft.size.value).toBeLessThan(1_000)
    model.write({ text: 'x'.repeat(20_001) })
    expect(model.draft.size.value).toBeLessThan(1_000)
    model.write({ text: 'x' })
    const { draft } = page.composer(undefined, page.kept.at(-1))
    expect(model.draft.size.value).toBe(draft.size.value)
  })
  test('the meter compresses what was kept, before a key is pressed', async () => {
    page.composer().write({ text: 'x'.repeat(20_000) })
    const model = page.composer(undefined, page.kept.at(-1))
    await expect.poll(() => model.draft.size.value).toBeLessThan(1_000)
  })
  test('the meter compresses when the rules or the server’s limits come to ask for it', async () => {
    const model = page.composer()
    model.write({ text: 'x'.repeat(20_000), mode: 'standard' })
    model.hearRules({ sealedRequired: true })
    await expect.poll(() => model.draft.size.value).toBeLessThan(1_000)

    const { server } = model.draft.current.value
    const roomy = page.composer(undefined, page.kept.at(-1), { limits: { [server]: { bytes: 100_000 } } })
    expect(roomy.draft.size.value).toBeGreaterThan(20_000)
    roomy.hearSettings({ ...roomy.settings.value, limits: {} })
    await expect.poll(() => roomy.draft.size.value).toBeLessThan(1_000)
  })
})

describe('a draft that others write, too', () => {
  test('from a page leaves what is written here alone', async () => {
    const model = page.composer()
    model.write({ text: 'half a thought', note: 'n' })
    await model.status.hear(done)
    await model.status.dismiss()
    expect(model.draft.current.value).toMatchObject({ text: 'half a thought', note: 'n' })
    model.write({ label: 'l' })
    expect(page.kept.at(-1)?.draft).toMatchObject({ text: 'half a thought', note: 'n' })
  })
  test('never takes back what is typed while the kept text is looked up', async () => {
    const model = page.composer(done)
    const heard = model.status.hear(done)
    await model.status.dismiss()
    model.write({ text: 'the next' })
    await heard
    expect(model.draft.current.value.text).toBe('the next')
  })
  test('under way shows what is brought meanwhile, where nobody can type', async () => {
    page.composer().write({ text: 'hunter2' })
    const model = page.composer({ at: 'sending' }, page.kept.at(-1))
    await page.door.bring('selected', defaultSettings('us').sharing)
    await model.draft.hearKept()
    expect(model.draft.current.value.text).toBe('selected')
    await model.status.hear({ at: 'failed', failure: { code: 'offline' } })
    model.bringBack()
    expect(model.draft.current.value.text).toBe('hunter2')
  })
  test('shows a text that is brought from a page at once, and no key of the person’s goes over it', async () => {
    const model = page.composer()
    model.write({ text: 'half' })
    await expect.poll(async () => (await page.door.read())?.draft.text).toBe('half')
    await page.door.bring('selected', defaultSettings('us').sharing)
    model.write({ text: 'half a' })
    await expect.poll(() => model.draft.current.value.text).toBe('selected')
    model.bringBack()
    expect(model.draft.current.value.text).toBe('half a')
    await expect.poll(async () => (await page.door.read())?.aside).toEqual([{ text: 'selected', note: '' }])
    await page.door.bring('another', defaultSettings('us').sharing)
    await model.draft.hearKept()
    expect(model.draft.current.value.text).toBe('another')
  })
  test('hears of its own keys, and is not disturbed by them', async () => {
    const model = page.composer()
    model.write({ text: 'h' })
    const heard = model.draft.hearKept()
    model.write({ text: 'hu' })
    await heard
    await model.draft.hearKept()
    expect(model.draft.current.value.text).toBe('hu')
  })
})

describe('another one', () => {
  const like = {
    mode: 'standard',
    server: 'https://uk.onetimesecret.com',
    account: null,
    ttl: 3600,
    label: 'VPN',
  } as const
  test('like an earlier one has its options, its label and an empty text', () => {
    const model = page.composer()
    model.begin(like)
    expect(model.draft.current.value).toEqual({
      ...{ ...like, text: '', recipient: '', note: '', passphrase: '', people: 1 },
    })
    expect(model.draft.begun.value).toBe(1)
  })
  test('sets aside what was being written', () => {
    const model = page.composer()
    model.write({ text: 'hunter2' })
    model.begin(like)
    expect(model.draft.current.value.text).toBe('')
    model.bringBack()
    expect(model.draft.current.value.text).toBe('hunter2')
  })
  test('follows the last one, whose link is forgotten', () => {
    const model = page.composer(done)
    model.begin()
    expect(model.status.outcome.value).toBeUndefined()
    expect(page.asked).toEqual([['dismiss', undefined]])
  })
})

describe('a text from a page', () => {
  const flattened: ComposerState = {
    draft: {
      ...defaultSettings('us').sharing,
      text: 'a b',
      note: '',
      label: '',
      passphrase: '',
      recipient: '',
      people: 1,
    },
    flattened: { tabId: 4, frameId: 7, pattern: 'https://frame.example/*' },
    aside: [typed],
  }
  test('that lost its line breaks is read again when its frame may be read', async () => {
    page.answers.recapture = () => ({ text: 'a\n\tb', exact: true })
    const model = page.composer(undefined, flattened)
    await model.readExactly()
    expect(page.asked).toContainEqual(['recapture', { tabId: 4, frameId: 7 }])
    expect(model.draft.current.value.text).toBe('a\n\tb')
    expect(model.draft.composing.value.flattened).toBeUndefined()
  })
  test('that is not sure even when it is read again keeps a warning, now of that', async () => {
    page.answers.recapture = () => ({ text: 'a\nb', exact: false, why: 'unsure' })
    const model = page.composer(undefined, flattened)
    await model.readExactly()
    expect(model.draft.current.value.text).toBe('a\nb')
    expect(model.draft.composing.value.flattened).toEqual({ tabId: 4, frameId: 7, why: 'unsure' })
  })
  test('is read again after the prompt closed the popup', async () => {
    page.answers.recapture = () => ({ text: 'a\n\tb', exact: true })
    page.world.request = () => new Promise(() => {})
    void page.composer(undefined, flattened).readExactly()
    page.allowed = true
    const again = page.composer(undefined, page.kept.at(-1))
    await again.resume()
    expect(again.draft.current.value.text).toBe('a\n\tb')
    expect(again.draft.composing.value).not.toHaveProperty('asking')
  })
  test('that cannot be read again stays as it was', async () => {
    const model = page.composer(undefined, flattened)
    await model.readExactly()
    expect(model.draft.current.value.text).toBe('a b')
    expect(model.status.outcome.value).toMatchObject({ failure: { code: 'noSelection' } })
  })
  test('that took another’s place gives it back, and the other way round', () => {
    const model = page.composer(undefined, flattened)
    model.bringBack()
    expect(model.draft.current.value.text).toBe('typed')
    model.bringBack()
    expect(model.draft.current.value.text).toBe('a b')
  })
  test('that was set aside may still lack its line breaks when it is brought back', () => {
    const model = page.composer(undefined, flattened)
    model.take('4711')
    expect(model.draft.composing.value.flattened).toBeUndefined()
    model.bringBack()
    expect(model.draft.composing.value).toMatchObject({
      draft: { text: 'a b' },
      flattened: flattened.flattened,
    })
  })
  test('read again takes nothing away that was written since', async () => {
    page.answers.recapture = () => ({ text: 'a\n\tb', exact: true })
    const model = page.composer(undefined, flattened)
    await model.readExactly()
    expect(model.draft.composing.value.aside, 'nobody wrote the flattened one').toEqual([typed])
    const changed = page.composer(undefined, {
      ...flattened,
      draft: { ...flattened.draft, text: 'a b, and more' },
    })
    await changed.readExactly()
    expect(changed.draft.current.value.text).toBe('a\n\tb')
    changed.bringBack()
    expect(changed.draft.current.value.text).toBe('a b, and more')
  })
})

describe('under the rules of an organisation', () => {
  const strict = { sealedRequired: true, longestLifetime: 3600 }
  const loose = { mode: 'standard', ttl: 604_800 } as const
  test('a new secret starts as they leave no choice', () => {
    const { draft } = page.composer(undefined, undefined, {}, strict)
    expect(draft.current.value).toMatchObject({ mode: 'sealed', ttl: 3600 })
  })
  test('what was written before they were made bows to them, and loses nothing', () => {
    const before = page.composer()
    before.write({ text: 'hunter2', ...loose })
    const { draft } = page.composer(undefined, page.kept.at(-1), {}, strict)
    expect(draft.current.value).toMatchObject({ text: 'hunter2', mode: 'sealed', ttl: 3600 })
  })
  test('what is chosen against them is not taken', () => {
    const model = page.composer(undefined, undefined, {}, strict)
    model.write(loose)
    expect(model.draft.current.value).toMatchObject({ mode: 'sealed', ttl: 3600 })
  })
  test('what they make of a secret is not remembered as the person’s own choice', () => {
    const { sharing } = defaultSettings('eu')
    const model = page.composer(undefined, undefined, { sharing: { ...sharing, ...loose } }, strict)
    model.write({ text: 'hunter2' })
    expect(page.remembered).toEqual([])
    model.write({ ttl: 300 })
    expect(model.draft.current.value).toMatchObject({ mode: 'sealed', ttl: 300 })
    expect(page.remembered.at(-1)?.sharing).toEqual({ ...sharing, mode: 'standard', ttl: 300 })
  })
  test('they hold at once when they change while somebody writes', () => {
    const model = page.composer()
    model.write({ text: 'hunter2', ...loose })
    model.hearRules(strict)
    expect(model.draft.current.value).toMatchObject({ text: 'hunter2', mode: 'sealed', ttl: 3600 })
    expect(page.kept.at(-1)?.draft).toMatchObject({ mode: 'sealed', ttl: 3600 })
    model.hearRules({})
    model.write(loose)
    expect(model.draft.current.value).toMatchObject(loose)
  })
  test('a server that is not allowed stays in sight until another is chosen', () => {
    const policy = { allowedServers: ['https://uk.onetimesecret.com'] }
    const model = page.composer(undefined, undefined, {}, policy)
    expect(model.draft.current.value.server).toBe('https://eu.onetimesecret.com')
    model.write({ server: 'https://uk.onetimesecret.com' })
    expect(model.draft.current.value.server).toBe('https://uk.onetimesecret.com')
  })
  test('rules that cannot be read are told as such', () => {
    const model = page.composer(undefined, undefined, {}, 'broken')
    expect(model.draft.rules.value).toBe('broken')
    expect(model.draft.policy.value).toEqual({})
  })
})
