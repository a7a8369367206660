import { accountsIn, alice, alterAccounts, billing } from './support/accounts'
import { accessibilityFaults } from './support/axe'
import { expect, test } from './support/extension'
import { chooseServer } from './support/journey'
import { keepScreen, looks, nameOf } from './support/screens'
import { thorough } from './support/tiers'

const day = 24 * 60 * 60 * 1000

for (const look of looks) {
  test.describe(`accounts, ${nameOf(look)}`, () => {
    test.use({ ...look, serverOptions: { accounts: [alice] } })

    test('are clear at every step, and axe finds nothing', { tag: thorough }, async ({
      openPage,
      worker,
      server,
    }) => {
      await chooseServer(worker, server.origin)
      const page = await openPage('options.html#accounts')
      const accounts = await accountsIn(page, look.lang)
      const see = async (name: string) => {
        await keepScreen(page, `accounts-${name}`, look)
        expect(await accessibilityFaults(page), name).toEqual([])
      }
      await accounts.begin({ name: billing, server: server.origin, ...alice, token: 'wrong' })
      await accounts.save()
      await expect(accounts.part.getByRole('alert')).toBeVisible()
      await see('refused')
      await accounts.token.fill(alice.token)
      await accounts.save()
      await accounts.expectAdded()
      await see('added')
      await accounts.press('replace')
      await see('replacing')
      await alterAccounts(worker, { failures: 3, since: Date.now() - 97 * day, used: Date.now() - 3 * day })
      await page.reload()
      await accounts.row(billing).click()
      await accounts.askToRemove()
      await see('removing')
      await page.setViewportSize({ width: 380, height: 800 })
      await see('narrow')
    })

    test('stand in the composer and on the card', { tag: thorough }, async ({
      openPage,
      page,
      popup,
      worker,
      server,
    }) => {
      await chooseServer(worker, server.origin, { ttl: 30 * 24 * 60 * 60 })
      const settings = await openPage('options.html')
      const accounts = await accountsIn(settings, look.lang)
      await accounts.begin({ name: billing, server: server.origin, ...alice })
      await accounts.save()
      await accounts.expectAdded()
      await alterAccounts(worker, { failures: 3, since: Date.now() - 97 * day })
      await settings.close()
      await page.bringToFront()
      const opened = await popup()
      await keepScreen(opened, 'composer-account', look)
      expect(await accessibilityFaults(opened)).toEqual([])
      await opened.locator('#server').evaluate(field => field.scrollIntoView({ block: 'center' }))
      await keepScreen(opened, 'composer-shared-as', look)
      await opened.locator('#secret').fill('hunter2')
      await opened.locator('.share button').click()
      await expect(opened.locator('.facts')).toContainText(billing)
      await keepScreen(opened, 'shared-account', look)
      await opened.locator('#tab-history').click()
      await expect(opened.locator('.marks')).toContainText(billing)
      await keepScreen(opened, 'history-account', look)
      expect(await accessibilityFaults(opened)).toEqual([])
    })
  })
}
