import { accessibilityFaults } from './support/axe'
import { readClipboard, readPageClipboard, writeClipboard } from './support/clipboard'
import { expect, test } from './support/extension'
import { pointInFirefox } from './support/firefox'
import { menuExtension } from './support/menu-extension'
import { chooseOurItem } from './support/native-menu'
import { pdfOf, selectInPdf } from './support/pdf'
import { popupClosed } from './support/popup'
import { test as regionalTest } from './support/regional'
import { pointIn, pointInSelection } from './support/screen-point'

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

test('axe finds faults in the real popup, under its strict policy', async ({ page, popup }) => {
  await page.bringToFront()
  const opened = await popup()
  await opened.evaluate(() => document.body.append(document.createElement('button')))
  expect((await accessibilityFaults(opened)).join('\n')).toContain('button-name')
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

regionalTest('a regional host is answered on loopback', async ({ page, server }) => {
  const answer = await page.goto('https://eu.onetimesecret.com/api/v1/status')
  expect(answer?.ok()).toBe(true)
  expect(server.log.map(({ path }) => path)).toContain('/api/v1/status')
})

test('a page and the harness share a clipboard, without a display', async ({ page, pages }) => {
  pages.put({
    '/': { html: '<button onclick="navigator.clipboard.writeText(`from the page`)">Copy</button>' },
  })
  await page.goto(pages.origin)
  await page.getByRole('button').click()
  await expect.poll(() => readPageClipboard(page)).toBe('from the page')
})

test('a page and the harness share a clipboard, on a display', { tag: '@headed' }, async ({
  page,
  pages,
}) => {
  pages.put({
    '/': { html: '<button onclick="navigator.clipboard.writeText(`from the page`)">Copy</button>' },
  })
  await page.goto(pages.origin)
  await writeClipboard('from before')
  await expect.poll(readClipboard).toBe('from before')
  await page.getByRole('button').click()
  await expect.poll(readClipboard).toBe('from the page')
})

const fields = `
  <p>text of a page</p>
  <textarea rows="3">text of\na textarea</textarea>
  <input value="text of an input">
  <input type="password" value="text of a password">`

const menuTest = test.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
  unpacked: async ({}, use, info) => use(await menuExtension(info.outputPath('extension'))),
})

test.describe('a real click in the native menu', { tag: '@headed' }, () => {
  menuTest('reaches an extension in Chromium, wherever text is selected', async ({ page, pages, worker }) => {
    const clicked = () =>
      worker.evaluate(async () => {
        const { clicked } = await chrome.storage.local.get('clicked')
        return (clicked as { selectionText: string } | undefined)?.selectionText
      })

    pages.put({
      '/': { html: `${fields}<iframe src="${pages.otherSite}/framed"></iframe>` },
      '/framed': { html: '<p>text of a frame</p>' },
      '/a.pdf': pdfOf('text of a file'),
    })
    await page.goto(pages.origin)

    await page.locator('p').selectText()
    await chooseOurItem(await pointInSelection(page.mainFrame()))
    await expect.poll(clicked).toBe('text of a page')

    await page.locator('textarea').selectText()
    await chooseOurItem(await pointIn(page.locator('textarea')))
    await expect.poll(clicked, 'Chromium flattens lines').toBe('text of a textarea')

    await page.locator('input[value="text of an input"]').selectText()
    await chooseOurItem(await pointIn(page.locator('input[value="text of an input"]')))
    await expect.poll(clicked).toBe('text of an input')

    await page.locator('[type=password]').selectText()
    await chooseOurItem(await pointIn(page.locator('[type=password]')))
    await expect.poll(clicked, 'Chromium hides passwords').toBe('•'.repeat('text of a password'.length))

    const framed = page.frameLocator('iframe').locator('p')
    await framed.selectText()
    await chooseOurItem(await pointIn(framed))
    await expect.poll(clicked).toBe('text of a frame')

    await chooseOurItem(await selectInPdf(page, `${pages.origin}/a.pdf`))
    await expect.poll(clicked).toBe('text of a file')
  })

  menuTest('reaches an extension in Firefox', async ({ firefox, pages }) => {
    pages.put({ '/': { html: fields } })
    const { page, openPage } = await firefox()
    await page.goto(pages.origin)
    const field = await page.waitForSelector('textarea')
    if (!field) throw new Error('No textarea')
    await field.evaluate(node => {
      node.focus()
      node.select()
    })
    await chooseOurItem(await pointInFirefox(field), { browser: 'firefox' })
    const told = await openPage('page.html')
    await expect.poll(() => told.title()).toBe('text of a textarea')
  })
})

test('Firefox loads the built extension and shows its popup page, in French and dark', async ({
  firefox,
}) => {
  const { openPage } = await firefox({ lang: 'fr', theme: 'dark' })
  const popup = await openPage('popup.html')
  expect(await popup.title()).toBe('Cachet')
  const seen = await popup.evaluate(() => ({
    page: navigator.language,
    dark: matchMedia('(prefers-color-scheme: dark)').matches,
  }))
  expect(seen).toEqual({ page: 'fr-FR', dark: true })
})
