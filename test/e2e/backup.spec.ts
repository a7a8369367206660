import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { createSettingsStore } from '../../lib/adapters/settings-store'
import { memoryArea } from '../support/area'
import { accessibilityFaults } from './support/axe'
import { expect, test } from './support/begun'
import { keepScreen, looks, nameOf } from './support/screens'
import { unfold } from './support/settings'
import { thorough } from './support/tiers'

const fileOf = (text: string) => ({
  name: 'cachet-settings.json',
  mimeType: 'application/json',
  buffer: Buffer.from(text),
})
const give = (page: Page, text: string) =>
  page.locator('#backup input[type=file]').setInputFiles(fileOf(text))

async function savedBy(page: Page): Promise<string> {
  const saved = page.waitForEvent('download')
  await page.locator('#backup').getByRole('button').first().click()
  return readFile(await (await saved).path(), 'utf8')
}

/** What a team hands round: a server of its own, an account there, a message. */
const handedRound = (origin: string) =>
  JSON.stringify({
    cachet: 'backup',
    version: 1,
    settings: {
      version: 1,
      sharing: { mode: 'standard', server: origin, account: null, ttl: 3600 },
      servers: [origin],
      message: 'Here: {link}',
      retention: 90,
      opener: 'https://open.example/',
    },
    accounts: [
      {
        ...{ id: '2c7f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f10', name: 'Production – billing', server: origin },
        ...{ user: 'alice@example.com', disabled: false, preferred: true },
      },
    ],
  })

test.describe('a backup', () => {
  test.use({ serverOptions: { accounts: [{ user: 'alice@example.com', token: 'alices-secret-token' }] } })
  test('of a browser in use holds no token, key, label or link', async ({
    begin,
    openPage,
    page,
    popup,
    worker,
    server,
  }) => {
    await begin()
    const options = await openPage('options.html#backup')
    const added = await options.evaluate(
      async account =>
        JSON.stringify(
          await chrome.runtime.sendMessage({ to: 'background', name: 'addAccount', ask: account }),
        ),
      { name: 'Production', server: server.origin, user: 'alice@example.com', token: 'alices-secret-token' },
    )
    expect(added).toContain('"id"')
    await page.bringToFront()
    const opened = await popup()
    await opened.getByText('Passphrase, note, language and more').click()
    await opened.getByRole('textbox', { name: 'Label for yourself' }).fill('Staging, deploy')
    await opened.getByRole('textbox', { name: 'Your secret' }).fill('hunter2-Correct')
    await opened.getByRole('button', { name: 'Share as secret' }).click()
    const link = await opened.getByRole('textbox', { name: 'One-time link' }).inputValue()
    const text = await savedBy(options)
    expect(text).toContain('Production')
    const stored = await worker.evaluate(() => chrome.storage.local.get(null))
    const kept = Object.entries(stored).flatMap(([key, value]) =>
      key.startsWith('account:') ? [(value as { token: string }).token] : [],
    )
    const [, secretKey = '?'] = /secret\/(\w+)#/.exec(link) ?? []
    const secrets = ['alices-secret-token', 'hunter2', 'Staging', secretKey, ...kept, 'vault', 'handle']
    expect(kept).toHaveLength(1)
    for (const secret of [...secrets, ...new URL(link).hash.split('.').slice(1)])
      expect(text).not.toContain(secret)
  })
})

test('a backup is looked at, then restored; saved again, it is the same', async ({
  openPage,
  server,
  worker,
}) => {
  const options = await openPage('options.html#backup')
  const part = options.locator('#backup')
  await give(options, handedRound(server.origin))
  await expect(part.getByText('changes settings: 4; adds servers: 1; adds accounts: 1.')).toBeVisible()
  expect(await worker.evaluate(() => chrome.storage.local.get('settings'))).toEqual({})
  await part.getByRole('button', { name: 'Restore', exact: true }).click()
  await expect(part.getByText('Restored.')).toBeVisible()
  await unfold(options, 'accounts')
  await expect(options.locator('#accounts .entry').getByText('Production – billing')).toBeVisible()
  await unfold(options, 'history')
  await expect(options.getByRole('combobox', { name: 'Forget ended secrets' })).toHaveValue('90')
  await give(options, await savedBy(options))
  await expect(part.getByText('everything in this backup is already here')).toBeVisible()
  expect(server.log).toEqual([])
})

test('a file that is none of ours changes nothing, and says so', async ({ openPage, worker }) => {
  const options = await openPage('options.html#backup')
  const part = options.locator('#backup')
  for (const text of ['', '{"cachet":"backup"}', handedRound('http://evil.example')]) {
    await give(options, text)
    await expect(part.getByRole('alert')).toHaveText(/This is not a Cachet backup/)
    const answer = await options.evaluate(
      async text =>
        JSON.stringify(
          await chrome.runtime.sendMessage({ to: 'background', name: 'restore', ask: { text } }),
        ),
      text,
    )
    expect(answer).toContain('backupBad')
  }
  expect(await worker.evaluate(() => chrome.storage.local.get('settings'))).toEqual({})
  const before = await createSettingsStore(memoryArea(), () => 'UTC').read()
  expect(JSON.parse(await savedBy(options)).settings.servers).toEqual(before.servers)
})

for (const look of looks) {
  test.describe(`a backup, ${nameOf(look)}`, () => {
    test.use(look)
    test('is clear, and axe finds nothing', { tag: thorough }, async ({ openPage }) => {
      const page = await openPage('options.html#backup')
      await give(page, handedRound('https://secrets.example.com'))
      const part = page.locator('#backup')
      await expect(part.locator('button.primary')).toBeVisible()
      await part.evaluate(node => node.scrollIntoView({ block: 'center' }))
      await keepScreen(page, 'backup', look)
      expect(await accessibilityFaults(page)).toEqual([])
      await give(page, '{}')
      await expect(part.getByRole('alert')).toBeVisible()
      await part.evaluate(node => node.scrollIntoView({ block: 'center' }))
      await keepScreen(page, 'backup-failed', look)
      expect(await accessibilityFaults(page)).toEqual([])
    })
  })
}
