import type { Page } from '@playwright/test'
import type { Draft } from '../../lib/domain/draft'
import { accessibilityFaults } from './support/axe'
import { dispatchCommand } from './support/chromium-events'
import { chromiumClipboard, linkOn } from './support/clipboard'
import { composerIn } from './support/composer'
import { entry, idOf, putEntries } from './support/entries'
import { chooseServer, openAsRecipient, shares } from './support/journey'
import { expect, test, untilShown } from './support/policy'
import { popupOpening } from './support/popup'
import { keepScreen, looks, nameOf } from './support/screens'
import { unfold } from './support/settings'
import { thorough } from './support/tiers'

/** Sends a draft to the background, as somebody does who has opened one of our own pages and its console. */
const shareByHand = (page: Page, draft: Partial<Draft> & { server: string }) =>
  page.evaluate(
    async ask => {
      const answer: unknown = await chrome.runtime.sendMessage({ to: 'background', name: 'share', ask })
      return JSON.stringify(answer)
    },
    {
      ...{
        mode: 'sealed',
        account: null,
        ttl: 600,
        text: 'hunter2',
        note: '',
        label: '',
        passphrase: 'glue-noble',
      },
      ...draft,
    },
  )

test.describe('rules in a file that Chromium reads', () => {
  test.use({
    rules: async ({ server }, use) =>
      use({
        allowedServers: [server.origin, 'https://eu.onetimesecret.com'],
        sealedRequired: true,
        passphraseRequired: true,
        longestLifetime: 3600,
      }),
  })

  test('are got round neither by a message made by hand, nor by what is stored', async ({
    openPage,
    worker,
    server,
    rules,
  }) => {
    await untilShown(worker, rules)
    const page = await openPage('options.html')
    await chooseServer(worker, 'https://uk.onetimesecret.com', { mode: 'standard', ttl: 604_800 })
    await worker.evaluate(() => chrome.storage.local.set({ policy: {} }))
    const { origin } = server
    const elsewhere = 'http://localhost:1'
    expect(await shareByHand(page, { server: elsewhere })).toContain('serverNotAllowed')
    expect(await shareByHand(page, { server: origin, mode: 'standard' })).toContain('mustBeSealed')
    expect(await shareByHand(page, { server: origin, passphrase: '' })).toContain('needsPassphrase')
    expect(await shareByHand(page, { server: origin, ttl: 3601 })).toContain('"livesTooLong","by":3600')
    expect(server.log).toEqual([])
    const generate = { draft: { server: origin }, length: 20 }
    for (const [name, ask] of [
      ['addServer', { origin: elsewhere }],
      ['generate', generate],
    ] as const) {
      const answer = await page.evaluate(
        async ({ name, ask, like }) => {
          const full = 'draft' in ask ? { ...ask, draft: { ...like, ...ask.draft } } : ask
          return JSON.stringify(await chrome.runtime.sendMessage({ to: 'background', name, ask: full }))
        },
        {
          name,
          ask,
          like: {
            mode: 'sealed',
            account: null,
            ttl: 600,
            text: '',
            note: '',
            label: '',
            passphrase: 'glue-noble',
          },
        },
      )
      expect(answer, name).toMatch(/serverNotAllowed|mustBeSealed/)
    }
    expect(server.log).toEqual([])
    expect(await shareByHand(page, { server: origin })).toContain('"at":"shared"')
    expect(shares(server)).toHaveLength(1)
    // By now what is shown is what is true again.
    await untilShown(worker, rules)
  })

  test('hold for a draft of before they were made', { tag: thorough }, async ({
    page,
    popup,
    worker,
    server,
    rules,
  }) => {
    await untilShown(worker, rules)
    await page.bringToFront()
    await worker.evaluate(
      origin =>
        chrome.storage.session.set({
          composing: {
            draft: {
              ...{ mode: 'standard', server: origin, account: null, ttl: 604_800, text: 'hunter2' },
              ...{ note: '', label: '', passphrase: 'glue-noble', recipient: '' },
            },
            aside: [],
          },
        }),
      server.origin,
    )
    const opened = await popup()
    const composer = await composerIn(opened)
    await composer.share()
    await composer.expectShared()
    expect(Number(new URLSearchParams(shares(server)[0]?.body.toString()).get('ttl'))).toBe(3600)
    expect((await openAsRecipient(await composer.link(), server, 'glue-noble')).text).toBe('hunter2')
  })

  test('a server that is no longer allowed is said, and another one chosen by hand', {
    tag: thorough,
  }, async ({ page, popup, worker, server, rules }) => {
    await chooseServer(worker, 'http://localhost:1')
    await untilShown(worker, rules)
    await page.bringToFront()
    const opened = await popup()
    const composer = await composerIn(opened)
    await expect(opened.getByText('Not allowed by your organisation')).toBeVisible()
    await composer.write('hunter2')
    await composer.writePassphrase('glue-noble')
    await composer.share()
    await composer.expectFailure({ code: 'serverNotAllowed' })
    await composer.chooseServer(server.origin)
    await composer.share()
    await composer.expectShared()
  })

  test('that change while the browser runs hold at once, also under an open popup', {
    tag: thorough,
  }, async ({ page, popup, worker, server, ruling, rules }) => {
    await chooseServer(worker, server.origin)
    await untilShown(worker, rules)
    await page.bringToFront()
    const opened = await popup()
    await expect(opened.getByRole('radio', { name: 'Standard' })).toBeDisabled()
    await expect(opened.getByRole('link', { name: 'Save the opener page' })).toBeVisible()
    await expect(opened.getByRole('button', { name: 'Use Standard this time' })).toHaveCount(0)
    ruling.change({ accountRequired: true })
    await expect(opened.getByRole('radio', { name: 'Standard' })).toBeEnabled({ timeout: 20_000 })
    const composer = await composerIn(opened)
    await composer.write('hunter2')
    await composer.share()
    await composer.expectFailure({ code: 'needsAccount' })
    expect(shares(server)).toEqual([])
    ruling.change({})
    await untilShown(worker, undefined)
    await composer.share()
    await composer.expectShared()
  })
})

test.describe('rules that cannot be read', () => {
  test.use({ rules: async ({ server }, use) => use({ allowedServers: [server.origin], longestLifetime: 0 }) })
  test('forbid everything, and the person hears why', { tag: thorough }, async ({
    page,
    popup,
    openPage,
    worker,
    server,
  }) => {
    await chooseServer(worker, server.origin)
    await untilShown(worker, 'broken')
    const options = await openPage('options.html')
    await expect(options.locator('#rules').getByText('cannot be read')).toBeVisible()
    expect(await shareByHand(options, { server: server.origin })).toContain('policyBroken')
    await page.bringToFront()
    const opened = await popup()
    const composer = await composerIn(opened)
    await composer.write('hunter2')
    await composer.share()
    await composer.expectFailure({ code: 'policyBroken' })
    expect(await composer.text()).toBe('hunter2')
    expect(server.log).toEqual([])
  })
})

test.describe('what the organisation sets', () => {
  test.use({ rules: { opener: 'https://open.example/opener.html', historyRetention: 7 } })
  test('is where links lead, and how long the history keeps, whatever the person chose', {
    tag: thorough,
  }, async ({ openPage, worker, server, rules }) => {
    const day = 86_400_000
    const ended = (id: number, days: number) =>
      entry({ id: idOf(id), state: 'read', settled: Date.now() - days * day, label: `${days} days` })
    await chooseServer(worker, server.origin)
    await worker.evaluate(async () => {
      const { settings } = await chrome.storage.local.get('settings')
      await chrome.storage.local.set({
        settings: { ...(settings as object), retention: 365, opener: 'https://mine.example/' },
      })
    })
    await putEntries(worker, [ended(1, 8), ended(2, 6)])
    await untilShown(worker, rules)
    const entries = () =>
      worker.evaluate(async () =>
        Object.keys(await chrome.storage.local.get(null)).filter(key => key.startsWith('entry:')),
      )
    await expect.poll(entries).toEqual([`entry:s:${idOf(2)}`])
    const page = await openPage('options.html#opener-page')
    await expect(page.getByRole('textbox', { name: 'Opener page' })).toBeDisabled()
    const answer = await shareByHand(page, { server: server.origin })
    expect(answer).toContain('https://open.example/opener.html#c1p.')
    expect(server.secrets()[0]?.value).toContain('https://open.example/opener.html')
    expect(server.secrets()[0]?.value).not.toContain('mine.example')
  })
})

test.describe('a selection', () => {
  test.use({ rules: { sealedRequired: true, longestLifetime: 3600 } })
  test('is sealed and short-lived where that is ruled, and waits where a rule needs a word', async ({
    context,
    openPage,
    page,
    pages,
    worker,
    server,
    ruling,
    rules,
  }) => {
    const clipboard = await chromiumClipboard(openPage, page)
    await chooseServer(worker, server.origin, { mode: 'standard', ttl: 604_800 })
    await untilShown(worker, rules)
    pages.put({ '/': { html: '<pre>hunter2-Correct</pre>' } })
    await page.goto(pages.origin)
    await page.bringToFront()
    await page.locator('pre').selectText()
    await dispatchCommand(worker, 'share-selection')
    const link = await linkOn(clipboard)
    expect(link).toContain('#c1.')
    expect((await openAsRecipient(link, server)).text).toBe('hunter2-Correct')
    expect(Number(new URLSearchParams(shares(server)[0]?.body.toString()).get('ttl'))).toBe(3600)

    ruling.change({ passphraseRequired: true })
    await untilShown(worker, { passphraseRequired: true })
    await page.locator('pre').selectText()
    const opening = popupOpening(context)
    await dispatchCommand(worker, 'share-selection')
    const composer = await composerIn(await opening)
    await composer.expectFailure({ code: 'needsPassphrase' })
    expect(await composer.text()).toBe('hunter2-Correct')
    expect(shares(server)).toHaveLength(1)
  })
})

for (const look of looks) {
  test.describe(`under rules, ${nameOf(look)}`, () => {
    test.use(look)
    test.use({
      rules: {
        allowedServers: ['https://eu.onetimesecret.com', 'https://secrets.example.com'],
        defaultServer: 'https://eu.onetimesecret.com',
        opener: 'https://open.example/opener.html',
        sealedRequired: true,
        passphraseRequired: true,
        accountRequired: true,
        longestLifetime: 259_200,
        historyRetention: 7,
      },
    })
    test('composer and settings are clear, and axe finds nothing', { tag: thorough }, async ({
      page,
      popup,
      openPage,
      worker,
      rules,
    }) => {
      await untilShown(worker, rules)
      const options = await openPage('options.html')
      await expect(options.locator('#rules')).toBeVisible()
      await keepScreen(options, 'policy-options', look)
      for (const part of ['servers', 'history'] as const) {
        await unfold(options, part)
        await options.locator(`#${part}`).scrollIntoViewIfNeeded()
        await keepScreen(options, `policy-options-${part}`, look)
      }
      expect(await accessibilityFaults(options)).toEqual([])
      await page.bringToFront()
      const opened = await popup()
      await expect(opened.locator('.forced').first()).toBeVisible()
      await keepScreen(opened, 'policy-composer', look)
      expect(await accessibilityFaults(opened)).toEqual([])
      for (const part of ['#lifetime', '#label']) {
        await opened.locator(part).evaluate(field => field.scrollIntoView({ block: 'center' }))
        await keepScreen(opened, `policy-composer-${part.slice(1)}`, look)
      }
    })
  })
}
