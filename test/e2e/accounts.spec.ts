import type { Page } from '@playwright/test'
import type { Server } from '../server/server'
import { accountsIn, alice, alterAccounts, billing, keptAccounts } from './support/accounts'
import { expect, test } from './support/begun'
import { dispatchCommand } from './support/chromium-events'
import { chromiumClipboard, linkOn } from './support/clipboard'
import { composerIn } from './support/composer'
import { outerGenerations } from './support/generations'
import { openAsRecipient, shares } from './support/journey'
import { popupOpening } from './support/popup'
import { thorough, tier } from './support/tiers'
import { askFrom, badge, keptEntries, pass, ringUntil, shareFrom } from './support/watching'

const minute = 60_000
const header = (user: string, token: string) => `Basic ${Buffer.from(`${user}:${token}`).toString('base64')}`
const asAlice = header(alice.user, alice.token)

/** A secret that alice makes elsewhere: on the web, with another tool. */
const shareElsewhere = (server: Server) =>
  fetch(`${server.origin}/api/v1/share`, {
    method: 'POST',
    headers: { authorization: asAlice },
    body: new URLSearchParams({ secret: 'made elsewhere', ttl: '3600' }),
  })

const sharedAs = (popup: Page) => popup.getByRole('combobox', { name: 'Share as' })

for (const profile of outerGenerations) {
  test.describe(`an account on a server of ${profile}`, tier(profile === '0.26'), () => {
    test.use({ serverOptions: { profile, accounts: [alice] } })

    test('is added once its server accepts it, and shares in its name', { tag: thorough }, async ({
      begin,
      openPage,
      page,
      popup,
      worker,
      server,
    }) => {
      await begin({ ttl: 30 * 24 * 60 * 60 })
      const settings = await openPage('options.html')
      const accounts = await accountsIn(settings)
      await accounts.begin({ name: billing, server: server.origin, ...alice, token: 'wrong' })
      await accounts.save()
      await expect(accounts.part.getByRole('alert')).toContainText('does not accept this account')
      expect(await keptAccounts(worker)).toEqual([])
      await accounts.token.fill(alice.token)
      await accounts.save()
      await accounts.expectAdded()
      await expect(accounts.token, 'nobody sees the token again').toHaveCount(0)
      expect(await settings.content()).not.toContain(alice.token)

      await page.bringToFront()
      const opened = await popup()
      await expect(sharedAs(opened)).toHaveValue(/^[0-9a-f-]{36}$/)
      const composer = await composerIn(opened)
      await composer.write('hunter2')
      await composer.share()
      await composer.expectShared()
      await expect(opened.getByText(`Shared from ${billing}`)).toBeVisible()
      expect(await openAsRecipient(await composer.link(), server)).toEqual({ text: 'hunter2' })
      expect(shares(server).map(({ headers }) => headers.authorization)).toEqual([asAlice])
      expect(server.secrets()).toMatchObject([{ custid: alice.user }])
      expect((await keptAccounts(worker))[0]?.used).toBeGreaterThan(Date.now() - minute)
    })

    test('has its secrets followed, and those that it made elsewhere', async ({
      beginWithAccount,
      popup,
      worker,
      server,
    }) => {
      await beginWithAccount()
      await shareElsewhere(server)
      const link = await shareFrom(popup, 'hunter2')
      await openAsRecipient(link, server)
      const known = async () => (await keptEntries(worker)).map(({ state, imported }) => [state, imported])
      await pass(worker, server, 2 * minute)
      await ringUntil(worker, async () => (await known()).some(([state]) => state === 'read'))
      await expect.poll(() => badge(worker)).toBe('1')
      const look = await popup()
      await askFrom(look, 'check')
      await expect
        .poll(async () => (await known()).toSorted())
        .toEqual([
          ['read', false],
          ['waiting', true],
        ])
      const lists = server.log.filter(({ path }) => path.endsWith('/recent'))
      expect(lists.map(({ headers }) => headers.authorization)).toContain(asAlice)
      await look.getByRole('tab', { name: /History/ }).click()
      await expect(look.locator('.marks', { hasText: billing })).toHaveCount(2)
    })

    test('that is switched off on the server says so, and nothing is shared anonymously', {
      tag: thorough,
    }, async ({ beginWithAccount, worker, server, write }) => {
      await beginWithAccount()
      server.misbehave(
        { at: 'answer', status: 404, body: '{"message":"Not authorized"}' },
        undefined,
        /share|auth|recent/,
      )
      const { composer } = await write('hunter2')
      await composer.share()
      await composer.expectFailure({ code: 'unauthorised' })
      expect(await composer.text()).toBe('hunter2')
      expect(server.secrets()).toEqual([])
      await expect.poll(async () => (await keptAccounts(worker))[0]?.failures).toBeGreaterThan(0)
    })
  })
}

test.describe('an account', () => {
  test.use({ serverOptions: { accounts: [alice] } })
  test.beforeEach(async ({ beginWithAccount }) => {
    await beginWithAccount()
  })

  test('with a domain of its own has its links there', { tag: thorough }, async ({
    openPage,
    page,
    server,
    write,
  }) => {
    const settings = await openPage('options.html')
    const { part, row } = await accountsIn(settings)
    await row(billing).click()
    await part.getByRole('textbox', { name: 'Link domain' }).fill('secrets.acme.com')
    await part.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(part.getByRole('button', { name: 'Saved', exact: true })).toBeVisible()
    await page.bringToFront()
    const { opened, composer } = await write('hunter2')
    await composer.share()
    await expect(opened.getByRole('alert')).toContainText('Unknown domain: secrets.acme.com')
    expect(server.secrets()).toEqual([])
  })
  test('that is refused three times is told of, and is asked with no more until it is tested', {
    tag: thorough,
  }, async ({ openPage, page, popup, worker, server }) => {
    const settings = await openPage('options.html#accounts')
    const { part, row, press } = await accountsIn(settings)
    server.misbehave({ at: 'status', status: 401 }, undefined, /authcheck/)
    await row(billing).click()
    for (let refusals = 1; refusals <= 3; refusals++) {
      await press('test')
      await expect.poll(async () => (await keptAccounts(worker))[0]?.failures).toBe(refusals)
    }
    await expect(part.getByText('several times')).toBeVisible()
    await page.bringToFront()
    const opened = await popup()
    await expect(opened.getByText(`The server refused ${billing} several times`)).toBeVisible()
    const asked = server.log.length
    await askFrom(opened, 'check')
    expect(server.log.length).toBe(asked)
    server.misbehave(undefined, undefined, /authcheck/)
    await settings.bringToFront()
    await press('test')
    await expect(part.getByText('The server accepts this account.')).toBeVisible()
    expect(await keptAccounts(worker)).toMatchObject([{ failures: 0 }])
  })
  test('takes a new token only once the server accepts it', { tag: thorough }, async ({
    openPage,
    worker,
    server,
  }) => {
    const [before] = await keptAccounts(worker)
    const settings = await openPage('options.html')
    const { part, row, token, press } = await accountsIn(settings)
    await row(billing).click()
    await press('replace')
    await expect(part.getByRole('link', { name: 'Account page' })).toHaveAttribute(
      'href',
      `${server.origin}/account`,
    )
    await token.fill('wrong')
    await press('save')
    await expect(part.getByRole('alert')).toContainText('Nothing was changed.')
    expect((await keptAccounts(worker))[0]?.token).toBe(before?.token)
    await token.fill(alice.token)
    await press('save')
    await expect(part.getByText('The server accepts this account.')).toBeVisible()
    await expect(token).toHaveCount(0)
    const [after] = await keptAccounts(worker)
    expect(after?.token).not.toBe(before?.token)
    expect(after?.since).toBeGreaterThan(before?.since ?? 0)
  })
  test('that is removed leaves its history, and nothing becomes anonymous unasked', async ({
    openPage,
    page,
    popup,
    worker,
    server,
  }) => {
    await shareFrom(popup, 'hunter2')
    const settings = await openPage('options.html')
    const { part, row, askToRemove, remove } = await accountsIn(settings)
    await row(billing).click()
    await askToRemove()
    await remove()
    await expect(part.getByText(`${billing} was removed.`), 'the keyboard’s place is not lost').toBeFocused()
    await expect.poll(() => keptAccounts(worker)).toEqual([])
    expect(await keptEntries(worker)).toHaveLength(1)
    await page.bringToFront()
    await worker.evaluate(() => chrome.storage.session.remove('outcome'))
    const opened = await popup()
    await expect(sharedAs(opened).locator('option:checked')).toHaveText('Removed account')
    const composer = await composerIn(opened)
    await composer.write('hunter3')
    await composer.share()
    await composer.expectFailure({ code: 'accountGone' })
    expect(shares(server)).toHaveLength(1)
    await sharedAs(opened).selectOption({ label: 'Anonymous' })
    await composer.share()
    await composer.expectShared()
    expect(shares(server).at(-1)?.headers.authorization).toBeUndefined()
  })

  test.describe('from a page', () => {
    test('shares in its name', { tag: thorough }, async ({ openPage, page, pages, server, worker }) => {
      const clipboard = await chromiumClipboard(openPage, page)
      pages.put({ '/': { html: '<pre>hunter2-Correct</pre>' } })
      await page.bringToFront()
      await page.goto(pages.origin)
      await page.locator('pre').selectText()
      await dispatchCommand(worker, 'share-selection')
      const link = await linkOn(clipboard)
      expect(server.secrets()).toMatchObject([{ custid: alice.user }])
      expect(await openAsRecipient(link, server)).toEqual({ text: 'hunter2-Correct' })
    })
    test('shares nothing while it is disabled; the text waits in the composer', { tag: thorough }, async ({
      context,
      page,
      pages,
      worker,
      server,
    }) => {
      await alterAccounts(worker, { disabled: true })
      pages.put({ '/': { html: '<pre>hunter2-Correct</pre>' } })
      await page.bringToFront()
      await page.goto(pages.origin)
      await page.locator('pre').selectText()
      const opening = popupOpening(context)
      await dispatchCommand(worker, 'share-selection')
      const composer = await composerIn(await opening)
      await composer.expectFailure({ code: 'accountDisabled' })
      expect(await composer.text()).toBe('hunter2-Correct')
      expect(shares(server)).toEqual([])
    })
  })
})
