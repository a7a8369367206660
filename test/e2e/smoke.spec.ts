import { accessibilityFaults } from './support/axe'
import { readPageClipboard } from './support/clipboard'
import { expect, test } from './support/extension'
import { popupClosed } from './support/popup'
import { test as regionalTest } from './support/regional'
import { thorough } from './support/tiers'

test('the worker starts, and starts afresh after it was stopped', async ({ page, worker }) => {
  await expect(page).toHaveURL('about:blank')
  await worker.evaluate(() => void Object.assign(globalThis, { mark: 'before' }))
  await worker.stop()
  expect(await worker.running()).toBe(false)
  expect(await worker.evaluate(() => 'mark' in globalThis)).toBe(false)
  expect(await worker.running()).toBe(true)
})

test('the popup opens from the toolbar, and closes when it loses the focus', async ({ page, popup }) => {
  const opened = await popup()
  await expect(opened).toHaveTitle('Cachet')
  await page.bringToFront()
  await popupClosed(opened)
})

test('the popup can be opened while the worker is stopped', async ({ page, popup, worker }) => {
  await page.bringToFront()
  await worker.stop()
  await expect(await popup()).toHaveTitle('Cachet')
})

test.describe('in French and dark', () => {
  test.use({ lang: 'fr', theme: 'dark' })

  test('the popup is too', async ({ page, popup }) => {
    await page.bringToFront()
    const seen = await (await popup()).evaluate(() => ({
      browser: chrome.i18n.getUILanguage(),
      page: navigator.language,
      dark: matchMedia('(prefers-color-scheme: dark)').matches,
    }))
    expect(seen).toEqual({ browser: 'fr-FR', page: 'fr-FR', dark: true })
  })
})

test('axe finds faults in the real popup, under its strict policy', { tag: thorough }, async ({
  page,
  popup,
}) => {
  await page.bringToFront()
  const opened = await popup()
  await opened.evaluate(() => document.body.append(document.createElement('button')))
  expect((await accessibilityFaults(opened)).join('\n')).toContain('button-name')
})

for (const { build, allowed } of [
  { build: 'e2e', allowed: true },
  { build: 'real', allowed: false },
] as const) {
  test.describe(`the ${build} build`, { tag: thorough }, () => {
    test.use({ build })

    test(`may ${allowed ? '' : 'not '}speak to loopback without asking`, async ({ worker }) => {
      const granted = await worker.evaluate(() =>
        chrome.permissions.contains({ origins: ['http://127.0.0.1/*'] }),
      )
      expect(granted).toBe(allowed)
    })
  })
}

regionalTest('a regional host is answered on loopback', { tag: thorough }, async ({ page, server }) => {
  const answer = await page.goto('https://eu.onetimesecret.com/api/v1/status')
  expect(answer?.ok()).toBe(true)
  expect(server.log.map(({ path }) => path)).toContain('/api/v1/status')
})

test('a page and the harness share a clipboard, without a display', { tag: thorough }, async ({
  page,
  pages,
}) => {
  pages.put({
    '/': { html: '<button onclick="navigator.clipboard.writeText(`from the page`)">Copy</button>' },
  })
  await page.goto(pages.origin)
  await page.getByRole('button').click()
  await expect.poll(() => readPageClipboard(page)).toBe('from the page')
})

test('Firefox loads the built extension and shows its popup page, in French and dark', {
  tag: thorough,
}, async ({ firefox }) => {
  const { openPage } = await firefox({ lang: 'fr', theme: 'dark' })
  const popup = await openPage('popup.html')
  expect(await popup.title()).toBe('Cachet')
  const seen = await popup.evaluate(() => ({
    page: navigator.language,
    dark: matchMedia('(prefers-color-scheme: dark)').matches,
  }))
  expect(seen).toEqual({ page: 'fr-FR', dark: true })
})
