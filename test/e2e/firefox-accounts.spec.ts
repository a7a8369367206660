import type { Page } from 'puppeteer-core'
import { alice, billing } from './support/accounts'
import { expect, test } from './support/extension'
import type { Firefox } from './support/firefox'
import { chooseServerIn, named } from './support/firefox-page'
import { keysOf, openAsRecipient, shares } from './support/journey'
import { thorough } from './support/tiers'

test.use({ serverOptions: { accounts: [alice] } })

/** Adds an account in the settings, and gives the settings' page. */
async function addAccount({ openPage, page }: Firefox, server: string): Promise<Page> {
  await chooseServerIn(await openPage('popup.html', page), server)
  const settings = await openPage('options.html')
  await settings.bringToFront()
  const press = (text: string) => settings.locator(`#accounts ::-p-text(${text})`).click()
  await press('Add an account…')
  await settings.locator('#account-name').fill(billing)
  await settings.select('#account-server', server)
  await settings.locator('#account-user').fill(alice.user)
  await settings.locator('#account-token').fill(alice.token)
  await press('Test and save')
  await settings.waitForSelector('#accounts ::-p-text(The server accepts this account.)')
  return settings
}

/** A popup with the account chosen, its keyboard in the field for the secret. */
async function popupOf({ openPage }: Firefox): Promise<Page> {
  const popup = await openPage('popup.html')
  await popup.bringToFront()
  await popup.waitForSelector('#account')
  await popup.waitForSelector('#secret:focus')
  return popup
}

const valueIn = (page: Page, selector: string) =>
  page.$eval(selector, field => (field as HTMLInputElement).value)

test('Firefox adds an account in the settings, and shares in its name', async ({ firefox, server }) => {
  const started = await firefox()
  const settings = await addAccount(started, server.origin)
  expect(await settings.$('#account-token')).toBeNull()
  expect(await settings.content()).not.toContain(alice.token)

  const popup = await popupOf(started)
  expect(await popup.$eval('#account', field => (field as HTMLSelectElement).selectedOptions[0]?.text)).toBe(
    billing,
  )
  await popup.keyboard.type('hunter2-Correct')
  await popup.keyboard.down('Control')
  await popup.keyboard.press('Enter')
  await popup.keyboard.up('Control')
  await popup.waitForSelector('#link')
  const link = await valueIn(popup, '#link')
  expect(shares(server)).toHaveLength(1)
  expect(server.secrets()).toMatchObject([{ custid: alice.user }])
  expect(await openAsRecipient(link, server)).toEqual({ text: 'hunter2-Correct' })
})

test('Firefox has the server mail a sealed link without its key, and says to send that another way', {
  tag: thorough,
}, async ({ firefox, server }) => {
  const started = await firefox()
  await addAccount(started, server.origin)
  const popup = await popupOf(started)
  await popup.keyboard.type('hunter2-Correct')
  await popup.locator('::-p-text(Passphrase, note, language and more)').click()
  await named(popup, 'textbox', 'Recipient’s e-mail address').fill('carol@example.com')
  await named(popup, 'button', 'Share as secret').click()
  await popup.waitForSelector('::-p-text(Send the key another way)')
  const body = new URLSearchParams(String(shares(server)[0]?.body))
  expect(body.get('recipient')).toBe('carol@example.com')
  for (const part of keysOf(await valueIn(popup, '#link'))) expect(String(body)).not.toContain(part)
})

test('Firefox shows what may have arrived without an answer, and burns it', { tag: thorough }, async ({
  firefox,
  server,
}) => {
  const started = await firefox()
  await addAccount(started, server.origin)
  const popup = await popupOf(started)
  await popup.keyboard.type('hunter2-Correct')
  server.misbehave({ at: 'cut', by: 'connection' }, 1, /share/)
  await named(popup, 'button', 'Share as secret').click()
  await popup.waitForSelector('::-p-text(Your secret may have arrived)')
  expect(await valueIn(popup, '#secret')).toBe('hunter2-Correct')
  await named(popup, 'button', 'Burn…').click()
  await named(popup, 'button', 'Burn').click()
  await popup.waitForSelector('::-p-text(Burned. Nobody can read it any more.)')
  expect(server.secrets()).toMatchObject([{ state: 'burned' }])
})

test('Firefox shows once what the server made up', { tag: thorough }, async ({ firefox, server }) => {
  const started = await firefox()
  await addAccount(started, server.origin)
  const popup = await popupOf(started)
  await named(popup, 'button', 'Generate').click()
  await popup.locator('.generator .segment:last-child').click()
  await named(popup, 'button', 'Generate and share').click()
  await popup.waitForSelector('#link')
  expect(server.log.filter(({ path }) => path === '/api/v1/generate')).toHaveLength(1)
  const [{ value } = { value: '' }] = server.secrets()
  expect(value).toMatch(/^\S{12,}$/)
  expect(await popup.content(), 'covered until the person looks').not.toContain(value)
  await named(popup, 'button', 'Show').click()
  await expect.poll(() => valueIn(popup, '#value')).toBe(value)
})
