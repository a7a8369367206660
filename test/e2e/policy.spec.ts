import { accessibilityFaults } from './support/axe'
import { dispatchCommand } from './support/chromium-events'
import { chromiumClipboard, linkOn } from './support/clipboard'
import { composerIn } from './support/composer'
import { chooseServer, openAsRecipient, shares } from './support/journey'
import { expect, test, untilShown } from './support/policy'
import { popupOpening } from './support/popup'
import { keepScreen, looks, nameOf } from './support/screens'
import { unfold } from './support/settings'
import { thorough } from './support/tiers'

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
