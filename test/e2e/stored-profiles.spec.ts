import type { Page } from '@playwright/test'
import { asNewer, revokedKey, strangeKey } from '../support/profile'
import first from '../vectors/profile-0.1.0.json' with { type: 'json' }
import { expect, test } from './support/extension'
import { unlock } from './support/lock'
import { unfold } from './support/settings'
import { thorough } from './support/tiers'
import type { ExtensionWorker } from './support/worker'

// Their servers are nobody's.
const nowhere = { 'secrets.example.com': 'no such host', 'eu.onetimesecret.com': 'no such host' } as const
test.use({ hosts: nowhere })

const lieOnDisk = (worker: ExtensionWorker, local: Record<string, unknown>) =>
  worker.evaluate(async local => {
    await chrome.storage.local.clear()
    await chrome.storage.local.set(local)
  }, local)
const disk = (worker: ExtensionWorker) =>
  worker.evaluate(async (): Promise<Record<string, unknown>> => chrome.storage.local.get(null))

/** Its settings, its accounts and its history are before the person. */
async function expectShown(settings: Page, popup: () => Promise<Page>, page: Page): Promise<Page> {
  await unfold(settings, 'accounts')
  const accounts = settings.locator('#accounts .entry')
  for (const name of ['Production – billing', 'Maison', 'Old one'])
    await expect(accounts.getByText(name, { exact: true }).first()).toBeVisible()
  await unfold(settings, 'servers')
  await expect(settings.locator('#servers .entry').getByText('secrets.example.com').first()).toBeVisible()
  await expect(settings.locator('textarea').first()).toHaveValue('For you, until {expiry}: {link}')
  await page.bringToFront()
  const opened = await popup()
  await opened.getByRole('tab', { name: 'History' }).click()
  await expect(opened.getByText('Staging, deploy user').first()).toBeVisible()
  await expect(opened.getByText('VPN of Claire').first()).toBeVisible()
  return opened
}

test('what 0.1.0 kept opens with its passphrase: its history, its settings and its accounts', {
  tag: thorough,
}, async ({ openPage, page, popup, worker }) => {
  await lieOnDisk(worker, first.local)
  const settings = await openPage('options.html')
  await unlock(settings, first.passphrase)
  const opened = await expectShown(settings, popup, page)
  await expect(opened.getByText('Some of Cachet’s data')).toHaveCount(0)
  const kept = await disk(worker)
  for (const key of Object.keys(first.local))
    if (!['lock-tries', 'policy', 'deposits'].includes(key)) expect(kept).toHaveProperty([key])
  expect(kept, 'what came under its lock is taken in').not.toHaveProperty('deposits')
  expect(JSON.stringify(kept)).not.toContain('eyJ')
})

test('what a newer version kept is shown as far as it can be read, told of, and still there after use', {
  tag: thorough,
}, async ({ openPage, page, popup, worker }) => {
  const newer = asNewer(first)
  await lieOnDisk(worker, newer)
  const settings = await openPage('options.html')
  await unlock(settings, first.passphrase)
  await expect(settings.getByText('Written by a newer Cachet')).toBeVisible()
  await expect(settings.getByRole('button', { name: 'Clear damaged data' })).toHaveCount(0)
  const opened = await expectShown(settings, popup, page)
  await opened.close()
  await settings.bringToFront()
  await settings.locator('textarea').first().fill('Another message: {link}')
  await settings.locator('textarea').first().blur()
  await expect
    .poll(async () => (await disk(worker)).settings)
    .toMatchObject({
      ...{ version: 2, message: 'Another message: {link}', remember: 'by weekday', theme: { dark: true } },
      sharing: { through: 'a relay' },
    })
  const kept = await disk(worker)
  for (const key of [revokedKey, strangeKey, 'entry:draft:1', 'groups'])
    expect(kept[key], key).toEqual(newer[key])
  for (const key of Object.keys(newer)) if (key !== 'policy') expect(kept, key).toHaveProperty([key])
})
