import type { Page } from '@playwright/test'
import type { Page as FirefoxPage } from 'puppeteer-core'
import { expect, test } from './support/extension'
import { chooseServer } from './support/journey'
import { menuHeight } from './support/native-menu'
import { allowInPrompt, refuseInPrompt } from './support/permission-prompt'
import { expectRevealing, sendSealed, visit } from './support/recipient'
import { pointIn } from './support/screen-point'
import { eraseEverything } from './support/settings'
import { thorough } from './support/tiers'
import type { ExtensionWorker } from './support/worker'

const loopback = 'http://127.0.0.1/*'

/** What of a server of one's own the browser knows. */
const known = (worker: ExtensionWorker) =>
  worker.evaluate(async () => ({
    origins: ((await chrome.permissions.getAll()).origins ?? []).filter(pattern =>
      pattern.startsWith('http:'),
    ),
    matches: (await chrome.scripting.getRegisteredContentScripts()).flatMap(({ matches = [] }) => matches),
  }))

async function addServer(settings: Page, origin: string): Promise<void> {
  await settings.getByRole('button', { name: 'Add a server…' }).click()
  await settings.getByRole('textbox', { name: 'Server address' }).fill(origin)
  await settings.getByRole('button', { name: 'Save', exact: true }).click()
}

const rowOf = (settings: Page, origin: string) =>
  settings.locator('.server').filter({ hasText: new URL(origin).host })

test.describe('a server of one’s own', { tag: '@headed' }, () => {
  test.use({ build: 'real' })

  test('is allowed, takes sealed links, and leaves with its permission, its script and its menu', async ({
    openPage,
    page,
    pages,
    server,
    worker,
  }) => {
    const sent = await sendSealed(server)
    pages.put({ '/': { html: `<a id="it" href="${sent.link}" style="font-size: 30px">your password</a>` } })
    const menuOnLink = async () => {
      await page.bringToFront()
      await page.goto(pages.origin)
      return menuHeight(await pointIn(page.locator('#it')))
    }
    const without = await menuOnLink()

    const settings = await openPage('options.html#servers')
    await addServer(settings, server.origin)
    expect(server.log.filter(({ path }) => path.startsWith('/api/v1/status'))).toEqual([])
    await allowInPrompt(worker, loopback)
    await expect(settings.getByText(`${new URL(server.origin).host} is ready.`)).toBeVisible()
    expect(server.log.map(({ path }) => path)).toContain('/api/v1/status')
    const there = { origins: [loopback], matches: [`${server.origin}/*`] }
    await expect.poll(() => known(worker)).toEqual(there)
    await expect(async () =>
      expect(await menuOnLink(), 'the menu has an entry for its links').toBeGreaterThan(without),
    ).toPass()
    await visit(page, sent.link)
    await expectRevealing(page, worker, { given: sent.link })

    await settings.bringToFront()
    const row = rowOf(settings, server.origin)
    await row.locator('summary').click()
    await row.getByRole('button', { name: 'Remove…' }).click()
    await expect(row.getByText('Its permission and limits are removed')).toBeVisible()
    expect(await known(worker)).toEqual(there)
    await row.getByRole('button', { name: 'Remove', exact: true }).click()
    await expect(settings.getByText(`${new URL(server.origin).host} was removed.`)).toBeVisible()
    await expect(row).toHaveCount(0)
    await expect.poll(() => known(worker)).toEqual({ origins: [], matches: [] })
    await expect(async () => expect(await menuOnLink(), 'the entry is gone').toBe(without)).toPass()
    await visit(page, sent.link)
    expect(page.url(), 'left to the site').toBe(sent.link)
  })

  test('that is refused stays where it was typed, and is asked nothing', { tag: thorough }, async ({
    openPage,
    server,
    worker,
  }) => {
    const settings = await openPage('options.html#servers')
    await addServer(settings, server.origin)
    await expect(async () => {
      await refuseInPrompt()
      await expect(settings.getByText('may not talk to this server yet')).toBeVisible({
        timeout: 700,
      })
    }).toPass()
    await expect(settings.getByRole('textbox', { name: 'Server address' })).toHaveValue(server.origin)
    expect(server.log).toEqual([])
    expect(await known(worker)).toEqual({ origins: [], matches: [] })
  })

  test('whose permission is taken back is noticed at once, and can be allowed again', {
    tag: thorough,
  }, async ({ openPage, server, worker }) => {
    const settings = await openPage('options.html#servers')
    await addServer(settings, server.origin)
    await allowInPrompt(worker, loopback)
    const row = rowOf(settings, server.origin)
    await expect(row).toBeVisible()
    await expect(row.getByText('Not allowed')).toHaveCount(0)

    await worker.evaluate(origins => chrome.permissions.remove({ origins }), [loopback])
    await expect(row.getByText('may not talk to this server yet')).toBeVisible()
    await expect.poll(() => known(worker)).toEqual({ origins: [], matches: [] })

    await row.getByRole('button', { name: 'Allow' }).click()
    await allowInPrompt(worker, loopback)
    await expect(settings.getByText(/is ready/)).toBeVisible()
    await expect(row.getByRole('button', { name: 'Check' }), 'the part stays open').toBeVisible()
    await expect(row.getByText('Not allowed')).toHaveCount(0)
    await expect.poll(() => known(worker)).toEqual({ origins: [loopback], matches: [`${server.origin}/*`] })

    await eraseEverything(settings)
    await expect(settings.getByText('Everything was erased.')).toBeVisible()
    await expect.poll(() => known(worker), 'erased with the rest').toEqual({ origins: [], matches: [] })
  })
})

test('the server that new secrets start with is not removed before another is chosen', async ({
  openPage,
  server,
  worker,
}) => {
  await chooseServer(worker, server.origin)
  const settings = await openPage('options.html#servers')
  const row = rowOf(settings, server.origin)
  await expect(row.getByText('Default')).toBeVisible()
  await row.locator('summary').click()
  await row.getByRole('button', { name: 'Remove…' }).click()
  await row.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(row.getByText('New secrets start with this server')).toBeVisible()
  await row.getByRole('button', { name: 'Keep', exact: true }).click()
  await settings.getByRole('combobox', { name: 'Server', exact: true }).selectOption({ label: 'Canada' })
  await expect(row.getByText('Default')).toHaveCount(0)
  await row.getByRole('button', { name: 'Remove…' }).click()
  await row.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(row).toHaveCount(0)
  await expect.poll(() => known(worker)).toMatchObject({ matches: [] })
})

test('a server is asked only when its button is pressed, and says how it is', { tag: thorough }, async ({
  openPage,
  server,
  worker,
}) => {
  await chooseServer(worker, server.origin)
  const settings = await openPage('options.html#servers')
  const row = rowOf(settings, server.origin)
  await row.locator('summary').click()
  expect(server.log).toEqual([])
  await row.getByRole('button', { name: 'Check' }).click()
  await expect(row.getByText('It answers. Checked at')).toBeVisible()
  server.misbehave({ at: 'answer', status: 200, body: '<!doctype html><p>Sign in' })
  await row.getByRole('button', { name: 'Check' }).click()
  await expect(row.getByText('No Onetime Secret server answered')).toBeVisible()
})

test('a server that can’t be added says why, and speaks of no secret', async ({ openPage, server }) => {
  const settings = await openPage('options.html#servers')
  server.misbehave({ at: 'status', status: 500 })
  await addServer(settings, server.origin)
  const address = settings.getByRole('textbox', { name: 'Server address' })
  await expect(address).toHaveAccessibleDescription(
    'The server had an error, or its answer cannot be read. Try again later.',
  )
  await expect(settings.locator('#servers').getByRole('alert')).toHaveText(
    'The server had an error, or its answer cannot be read. Try again later.',
  )
  await address.fill('http://secrets.example.com')
  await settings.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(address).toHaveAccessibleDescription(/^This is not a server address/)
})

test('a limit that a server shows is learned, offered as its longest, and can be forgotten', {
  tag: thorough,
}, async ({ openPage, page, popup, server, worker }) => {
  await chooseServer(worker, server.origin)
  const first = await popup()
  await first.getByRole('combobox', { name: 'Expires after' }).selectOption({ label: '30 days' })
  await first.getByRole('textbox', { name: 'Your secret' }).fill('hunter2')
  await first.getByRole('button', { name: 'Share as secret' }).click()
  await expect(first.getByText('You asked for 30 days')).toBeVisible()
  await first.getByRole('button', { name: 'Share another' }).click()
  const lifetime = first.getByRole('combobox', { name: 'Expires after' })
  await expect(lifetime.getByRole('option')).toContainText(['7 days (server’s limit)', '30 days'])
  await expect(first.getByText('at most')).toBeVisible()
  await lifetime.selectOption({ value: '604800' })
  await expect(lifetime.getByRole('option').last()).toHaveText('7 days (server’s limit)')

  await page.bringToFront()
  const settings = await openPage('options.html#servers')
  const row = rowOf(settings, server.origin)
  await row.locator('summary').click()
  await expect(row.getByRole('combobox', { name: 'Longest life without account' })).toHaveValue('604800')
  await expect(row.getByRole('combobox', { name: 'Longest life with account' })).toHaveValue('')
  await row.getByRole('combobox', { name: 'Largest secret' }).selectOption({ label: '100 kB' })
  await expect(row.getByText(/a cut sealed secret never opens.*10 kB/)).toBeVisible()
  const again = await popup()
  await expect(again.getByText('of 100 kB')).toBeVisible()

  await settings.bringToFront()
  await row.getByRole('button', { name: 'Reset limits' }).click()
  await expect(row.getByRole('combobox', { name: 'Longest life without account' })).toHaveValue('')
  const last = await popup()
  await expect(last.getByText('of 10 kB')).toBeVisible()
  await expect(last.getByRole('option', { name: '30 days', exact: true })).toBeAttached()
})

test('fixed defaults are how every secret starts', { tag: thorough }, async ({
  openPage,
  page,
  popup,
  server,
  worker,
}) => {
  await chooseServer(worker, server.origin)
  const settings = await openPage('options.html#servers')
  await settings.getByRole('radio', { name: 'Always these choices' }).check({ force: true })
  await settings.getByRole('combobox', { name: 'Expires after' }).selectOption({ label: '4 hours' })
  await page.bringToFront()
  const opened = await popup()
  await opened.getByRole('combobox', { name: 'Expires after' }).selectOption({ label: '5 minutes' })
  await opened.getByRole('radio', { name: 'Standard' }).check({ force: true })
  await opened.getByRole('textbox', { name: 'Your secret' }).fill('hunter2')
  await opened.getByRole('button', { name: 'Share as secret' }).click()
  await opened.getByRole('button', { name: 'Share another' }).click()
  await expect(opened.getByRole('combobox', { name: 'Expires after' })).toHaveValue('14400')
  await expect(opened.getByRole('radio', { name: 'Sealed' })).toBeChecked()
  const sharing = await worker.evaluate(async () => (await chrome.storage.local.get('settings')).settings)
  expect(sharing).toMatchObject({ sharing: { mode: 'sealed', ttl: 14_400 } })
})

test.describe('Firefox', () => {
  const text = (page: FirefoxPage) => page.$eval('main', main => (main as HTMLElement).innerText)
  const press = async (page: FirefoxPage, name: string) => page.locator(`aria/${name}[role="button"]`).click()
  const origins = (page: FirefoxPage) =>
    page.evaluate(async () => {
      const { browser } = globalThis as unknown as {
        browser: { permissions: { getAll(): Promise<{ origins: string[] }> } }
      }
      return (await browser.permissions.getAll()).origins.filter(pattern => pattern.startsWith('http:'))
    })

  test('adds a server of one’s own with its permission, and removes both', { tag: thorough }, async ({
    firefox,
    server,
  }) => {
    const { openPage, page } = await firefox({ build: 'real' })
    const settings = await openPage('options.html#servers', page)
    await settings.bringToFront()
    await press(settings, 'Add a server…')
    await settings.locator('#address').fill(server.origin)
    await press(settings, 'Save')
    const { host } = new URL(server.origin)
    await expect.poll(() => text(settings)).toContain(`${host} is ready.`)
    expect(await origins(settings)).toEqual([loopback])
    await settings.evaluate(() => {
      for (const row of document.querySelectorAll<HTMLDetailsElement>('.server')) row.open = true
    })
    await press(settings, 'Remove…')
    await press(settings, 'Remove')
    await expect.poll(() => text(settings)).toContain(`${host} was removed.`)
    expect(await origins(settings)).toEqual([])
  })
})
