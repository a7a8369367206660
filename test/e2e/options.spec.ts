import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { readOpenerLink } from '../../lib/domain/read-link'
import { accessibilityFaults } from './support/axe'
import { expect, test } from './support/extension'
import { chooseServer, shares } from './support/journey'
import { keepScreen, looks, nameOf } from './support/screens'
import { answerErase, headingOf, unfold } from './support/settings'
import { thorough, tier } from './support/tiers'

for (const look of looks) {
  test.describe(`settings, ${nameOf(look)}`, () => {
    test.use(look)
    test('are clear, and axe finds nothing', { tag: thorough }, async ({ openPage, server, worker }) => {
      await chooseServer(worker, server.origin)
      await worker.evaluate(async () => {
        const { settings } = await chrome.storage.local.get('settings')
        const eu = 'https://eu.onetimesecret.com'
        const more = {
          servers: [...Object(settings).servers, 'https://secrets.example.com'],
          limits: { [eu]: { anonymous: 604_800, bytes: 100_000 } },
        }
        await chrome.storage.local.set({ settings: { ...Object(settings), ...more } })
      })
      const page = await openPage('options.html')
      const looked = async (name: string) => {
        await keepScreen(page, `options-${name}`, look, true)
        expect(await accessibilityFaults(page), name).toEqual([])
      }
      await page.setViewportSize({ width: 1200, height: 900 })
      const servers = page.locator('.server')
      await expect(servers).toHaveCount(7)
      await looked('folded')
      await unfold(page, 'servers')
      await looked('wide')
      await servers.nth(1).locator('summary').click()
      await servers.nth(5).locator('summary').click()
      await servers.nth(5).getByRole('button').last().click()
      await page.locator('#servers .inside > .field').last().getByRole('button').click()
      await unfold(page, 'erase')
      await page.locator('#erase').getByRole('button').click()
      await looked('open')
      await page.setViewportSize({ width: 360, height: 740 })
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
      await looked('narrow')
    })
  })
}

test('what most people need stands open on half a page, the rest opens by keyboard and by its address', async ({
  context,
  openPage,
  popup,
  worker,
}) => {
  const page = await openPage('options.html')
  for (const [width, most] of [
    [1280, 1_200],
    [380, 1_650],
  ] as const) {
    await page.setViewportSize({ width, height: 800 })
    const height = await page.evaluate(() => document.documentElement.scrollHeight)
    expect(height, `at ${width} px`).toBeLessThanOrEqual(most)
  }
  for (const name of ['Server', 'Expires after'])
    await expect(page.getByRole('combobox', { name, exact: true })).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Forget ended secrets after' })).toBeHidden()
  await expect(headingOf(page, 'history')).toContainText('30 days')

  await headingOf(page, 'opener-page').focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  const address = page.getByRole('textbox', { name: 'Opener page' })
  await expect(address).toBeFocused()
  await page.keyboard.type('https://open.example/')
  await headingOf(page, 'opener-page').press('Enter')
  await expect(address, 'what is typed and not saved stays in sight').toBeVisible()
  await address.press('Enter')
  await expect(headingOf(page, 'opener-page'), 'it is saved').toContainText('open.example')
  await headingOf(page, 'opener-page').press('Enter')
  await expect(address).toBeHidden()
  await page.keyboard.press('Tab')
  await expect(headingOf(page, 'history'), 'what is folded is passed over').toBeFocused()

  await worker.evaluate(() => chrome.storage.local.set({ 'account:x': 'garbage' }))
  const opened = await popup()
  const led = context.waitForEvent('page', page => page.url().endsWith('#erase'))
  await opened.getByRole('button', { name: 'Show details' }).click()
  await expect(headingOf(await led, 'erase')).toBeFocused()
  await expect((await led).getByRole('button', { name: 'Clear damaged data' })).toBeInViewport()

  await page.goto(`${page.url()}#accounts`)
  await expect(headingOf(page, 'accounts')).toBeFocused()
  await expect(page.getByRole('button', { name: 'Add an account…' })).toBeInViewport()
})

test('the page says which part is being read, and leads to each', { tag: thorough }, async ({ openPage }) => {
  const page = await openPage('options.html')
  await page.setViewportSize({ width: 1200, height: 700 })
  const nav = page.getByRole('navigation', { name: 'Cachet settings' })
  await expect(nav.locator('[aria-current]')).toHaveText('Sharing')
  for (const part of ['Backup', 'Erase everything', 'About', 'Servers']) {
    await nav.getByRole('link', { name: part }).click()
    const heading = page.getByRole('heading', { name: part, exact: true })
    await expect(heading).toBeInViewport()
    await expect(page.locator('.fold[open]', { has: heading })).toBeVisible()
    await expect(nav.locator('[aria-current]')).toHaveText(part)
  }
  await page.setViewportSize({ width: 360, height: 740 })
  await expect(nav, 'there the headings themselves are the list').toBeHidden()
  for (const part of ['Sharing', 'Lock', 'Servers', 'Erase everything', 'About'])
    await expect(page.getByRole('heading', { name: part, exact: true })).toBeVisible()
})

for (const [name, emulate] of [
  ['right to left', (page: Page) => page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'))],
  ['in forced colours', (page: Page) => page.emulateMedia({ forcedColors: 'active' })],
  ['at twice the size', (page: Page) => page.setViewportSize({ width: 600, height: 450 })],
] as const) {
  test(`settings fit the window ${name}`, tier(name === 'right to left'), async ({ openPage }) => {
    const page = await openPage('options.html')
    await page.setViewportSize({ width: 1200, height: 900 })
    await emulate(page)
    await unfold(page, 'servers')
    await page.locator('.server summary').first().click()
    const apart = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    await expect.poll(apart).toBe(0)
    await keepScreen(page, `options-${name.replaceAll(' ', '-')}`, { lang: 'en', theme: 'light' }, true)
    expect(await accessibilityFaults(page)).toEqual([])
  })
}

test('where an opener is set, a shared link goes through it, and what is stored names it', {
  tag: thorough,
}, async ({ openPage, page, popup, worker, server }) => {
  await chooseServer(worker, server.origin)
  const options = await openPage('options.html#opener-page')
  const address = options.getByRole('textbox', { name: 'Opener page' })
  await address.fill('open.example')
  await options.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(options.getByText('This is not a page address')).toBeVisible()
  await address.fill('https://open.example/opener.html')
  await options.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(options.getByText('Saved')).toBeVisible()
  await expect(options.getByText('It opens in any browser')).toBeVisible()

  await page.bringToFront()
  const opened = await popup()
  await expect(opened.getByText('It opens in any browser')).toBeVisible()
  await opened.getByRole('textbox', { name: 'Your secret' }).fill('hunter2')
  await opened.getByRole('button', { name: 'Share as secret' }).click()
  const link = await opened.getByRole('textbox', { name: 'One-time link' }).inputValue()
  expect(link).toMatch(/^https:\/\/open\.example\/opener\.html#c1\./)
  expect((await readOpenerLink(link)).link.origin).toBe(server.origin)
  expect(shares(server)).toHaveLength(1)
  expect(server.secrets()[0]?.value).toContain('https://open.example/opener.html')
})

test('the opener page is saved from here, whole', async ({ openPage }) => {
  const page = await openPage('options.html#opener-page')
  const saved = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Save the opener page' }).click()
  const path = await (await saved).path()
  const text = await readFile(path, 'utf8')
  expect(text).toContain("default-src 'none'")
  // Whole and no more: what it may weigh on its way.
  expect(text).toContain('</html>')
  expect(gzipSync(text, { level: 9 }).length).toBeLessThanOrEqual(45_000)
})

test('everything is erased after a second press', async ({ openPage, page, popup, worker, server }) => {
  await page.bringToFront()
  await chooseServer(worker, server.origin)
  const opened = await popup()
  await opened.getByRole('textbox', { name: 'Your secret' }).fill('hunter2')
  await opened.getByRole('button', { name: 'Share as secret' }).click()
  await expect(opened.getByRole('heading', { name: 'Shared.' })).toBeVisible()
  const kept = () =>
    worker.evaluate(async () =>
      Object.keys({ ...(await chrome.storage.local.get(null)), ...(await chrome.storage.session.get(null)) }),
    )
  // The link is told at once, the history is written beside it.
  await expect.poll(async () => (await kept()).some(key => key.startsWith('entry:'))).toBe(true)
  const options = await openPage('options.html#erase')
  await options.getByRole('button', { name: 'Erase everything', exact: true }).click()
  expect((await kept()).some(key => key.startsWith('entry:'))).toBe(true)
  await answerErase(options)
  await expect(options.getByText('Everything was erased.')).toBeVisible()
  expect(await kept()).toEqual([])
})

test('a question that comes and goes leaves the keyboard where it was', async ({ openPage }) => {
  const page = await openPage('options.html#erase')
  const part = page.locator('#erase')
  await part.getByRole('button').focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('#erase-question')).toBeFocused()
  await part.getByRole('button', { name: 'Cancel' }).focus()
  await page.keyboard.press('Enter')
  await expect(part.locator('.field')).toBeFocused()
})

test('a choice that cannot be kept is said, and not shown as if it were', async ({ openPage }) => {
  const page = await openPage('options.html#history')
  await page.evaluate(() => {
    chrome.storage.local.set = () => Promise.reject(new Error('QUOTA_BYTES quota exceeded'))
  })
  const days = page.getByLabel('Forget ended secrets after')
  await days.selectOption('7 days')
  await expect(page.getByRole('alert')).toHaveText(/^Your browser’s storage is full or broken/)
  await expect(page.getByRole('alert')).toBeInViewport()
  await expect(days).toHaveValue('30')
  const sealing = page.getByRole('radio', { name: 'Standard' })
  await sealing.click()
  await expect(sealing).not.toBeChecked()
})

test('the history is exported without any key', async ({ openPage, page, popup, worker, server }) => {
  await page.bringToFront()
  await chooseServer(worker, server.origin)
  const opened = await popup()
  await opened.getByText('Passphrase, note, language and more').click()
  await opened.getByRole('textbox', { name: 'Label for yourself' }).fill('Staging')
  await opened.getByRole('textbox', { name: 'Your secret' }).fill('hunter2')
  await opened.getByRole('button', { name: 'Share as secret' }).click()
  const link = await opened.getByRole('textbox', { name: 'One-time link' }).inputValue()
  const options = await openPage('options.html#history')
  for (const name of ['Export as JSON', 'Export as CSV']) {
    const saved = options.waitForEvent('download')
    await options.getByRole('button', { name }).click()
    const text = await readFile(await (await saved).path(), 'utf8')
    expect(text).toContain('Staging')
    const [, secretKey = '?'] = /secret\/(\w+)#/.exec(link) ?? []
    for (const secret of ['hunter2', secretKey, ...new URL(link).hash.split('.').slice(1), 'handle']) {
      expect(text).not.toContain(secret)
    }
  }
})
