import { alice, billing } from './support/accounts'
import { expect, test } from './support/extension'
import { chooseServerIn } from './support/firefox-page'
import { openAsRecipient, shares } from './support/journey'

test.use({ serverOptions: { accounts: [alice] } })

test('Firefox adds an account in the settings, and shares in its name', async ({ firefox, server }) => {
  const { openPage, page } = await firefox()
  await chooseServerIn(await openPage('popup.html', page), server.origin)
  const settings = await openPage('options.html')
  await settings.bringToFront()
  const press = (text: string) => settings.locator(`#accounts ::-p-text(${text})`).click()
  await press('Add an account…')
  await settings.locator('#account-name').fill(billing)
  await settings.select('#account-server', server.origin)
  await settings.locator('#account-user').fill(alice.user)
  await settings.locator('#account-token').fill(alice.token)
  await press('Test and keep')
  await settings.waitForSelector('#accounts ::-p-text(It is ready.)')
  expect(await settings.$('#account-token')).toBeNull()
  expect(await settings.content()).not.toContain(alice.token)

  const popup = await openPage('popup.html')
  await popup.bringToFront()
  await popup.waitForSelector('#account')
  expect(await popup.$eval('#account', field => (field as HTMLSelectElement).selectedOptions[0]?.text)).toBe(
    billing,
  )
  await popup.waitForSelector('#secret:focus')
  await popup.keyboard.type('hunter2-Correct')
  await popup.keyboard.down('Control')
  await popup.keyboard.press('Enter')
  await popup.keyboard.up('Control')
  await popup.waitForSelector('#link')
  const link = await popup.$eval('#link', field => (field as HTMLInputElement).value)
  expect(shares(server)).toHaveLength(1)
  expect(server.secrets()).toMatchObject([{ custid: alice.user }])
  expect(await openAsRecipient(link, server)).toEqual({ text: 'hunter2-Correct' })
})
