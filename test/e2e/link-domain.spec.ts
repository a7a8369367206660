import { accountsIn, addAccount, alice, billing } from './support/accounts'
import { composerIn } from './support/composer'
import { chooseServer, expectNothingLeaked, keysOf, shares } from './support/journey'
import { allowInPrompt } from './support/permission-prompt'
import { test as base, expect } from './support/regional'
import { readings } from './support/sealed'

const eu = 'https://eu.onetimesecret.com'
const domain = 'secrets.acme.com'

const test = base.extend({
  hosts: async ({ server }, use) => use({ 'eu.onetimesecret.com': server.port, [domain]: server.port }),
})
test.use({
  build: 'real',
  serverOptions: { accounts: [alice], settings: { domains: { [domain]: alice.user } } },
})

test('the links of an account lead to its own domain, and are read there once that is allowed', {
  tag: '@headed',
}, async ({ openPage, page, popup, worker, server }) => {
  await chooseServer(worker, eu)
  const settings = await openPage('options.html#accounts')
  await addAccount(settings, eu)
  await settings.reload()
  const { part, row } = await accountsIn(settings)
  await row(billing).click()
  await part.getByRole('textbox', { name: 'Link domain' }).fill(` ${domain.toUpperCase()} `)
  await part.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(part.getByRole('button', { name: 'Saved', exact: true })).toBeVisible()

  await page.bringToFront()
  const opened = await popup()
  const composer = await composerIn(opened)
  await composer.write('hunter2-Correct')
  await composer.share()
  await composer.expectShared()
  const link = await composer.link()
  expect(link).toMatch(new RegExp(`^https://${domain}/secret/[a-z0-9]+#c1\\.`))
  expect(new URLSearchParams(String(shares(server)[0]?.body)).get('share_domain')).toBe(domain)
  expect(shares(server).map(({ headers }) => headers.host)).toEqual(['eu.onetimesecret.com'])

  await opened.getByRole('button', { name: 'Message', exact: true }).click()
  await expect(
    opened.getByRole('textbox', { name: 'Message', exact: true }),
    'says what opens it',
  ).toHaveValue(/Cachet/)

  const reveal = await openPage('reveal.html')
  await reveal.getByRole('textbox', { name: 'Link to a secret' }).fill(link)
  await reveal.keyboard.press('Enter')
  await reveal.getByRole('button', { name: 'Read the secret' }).click()
  await expect(reveal.getByRole('alert')).toBeVisible()
  expect(readings(server), 'nothing is fetched from a domain that the person has not allowed').toEqual([])
  await reveal.getByRole('button', { name: /Allow/ }).click()
  await allowInPrompt(worker, `https://${domain}/*`)
  await reveal.getByRole('button', { name: 'Show' }).click()
  await expect(reveal.locator('#text')).toHaveValue('hunter2-Correct')
  expect(readings(server).map(({ headers }) => headers.host)).toEqual([domain])
  expect(readings(server)[0]?.headers.authorization, 'the token stays with its server').toBeUndefined()
  expectNothingLeaked(server, ['hunter2-Correct', ...keysOf(link)])
})
