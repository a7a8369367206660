import { expect, test } from './support/extension'
import { popupClosed } from './support/popup'

test('the worker starts, and again after it was stopped', async ({ page, worker }) => {
  expect(page.url()).toBe('about:blank')
  await worker.evaluate(() => {
    Object.assign(globalThis, { mark: 'before' })
  })
  await worker.stop()
  expect(await worker.running()).toBe(false)
  expect(await worker.evaluate(() => 'mark' in globalThis)).toBe(false)
  expect(await worker.running()).toBe(true)
})

test('the popup opens from the toolbar, and closes when it loses the focus', async ({
  context,
  page,
  popup,
}) => {
  await page.goto('about:blank')
  const opened = await popup()
  await expect(opened).toHaveTitle('Cachet')
  await context.newPage()
  await popupClosed(opened)
})

for (const { build, allowed } of [
  { build: 'e2e', allowed: true },
  { build: 'real', allowed: false },
] as const) {
  test.describe(`the ${build} build`, () => {
    test.use({ build })

    test(`may ${allowed ? '' : 'not '}speak to loopback without asking`, async ({ worker }) => {
      const granted = await worker.evaluate(() =>
        chrome.permissions.contains({ origins: ['http://127.0.0.1/*'] }),
      )
      expect(granted).toBe(allowed)
    })
  })
}

test.describe('in French and dark', () => {
  test.use({ lang: 'fr', theme: 'dark' })

  test('the popup is too', async ({ page, popup }) => {
    await page.goto('about:blank')
    const opened = await popup()
    const seen = await opened.evaluate(() => ({
      browser: chrome.i18n.getUILanguage(),
      page: navigator.language,
      dark: matchMedia('(prefers-color-scheme: dark)').matches,
    }))
    expect(seen).toEqual({ browser: 'fr-FR', page: 'fr-FR', dark: true })
  })
})
