import { join } from 'node:path'
import type { BrowserContext, Page } from '@playwright/test'
import { sampleSecret } from '../../components/welcome/model'
import { accessibilityFaults } from './support/axe'
import { pressCommand } from './support/chromium-events'
import { displayClipboard, readClipboard, writeClipboard } from './support/clipboard'
import { expect, test } from './support/extension'
import { chooseServer, shares } from './support/journey'
import { chooseOurItem, pressOnDisplay } from './support/native-menu'
import { personsChromium } from './support/persons-chromium'
import { pointIn, pointInSelection } from './support/screen-point'
import { inDark } from './support/screens'
import { thorough } from './support/tiers'
import { launchFrom, serveCrxs } from './support/update'
import { welcomePages } from './support/welcome'
import { extensionWorker } from './support/worker'

const tried = 'Nothing was sent.'
const status = (page: Page, words: string | RegExp) => page.getByRole('status').filter({ hasText: words })
const sample = (page: Page) => page.getByRole('textbox', { name: 'Try it here' })

/** It has done what it does at a start, which is where it would open the page. */
async function started(context: BrowserContext): Promise<void> {
  const worker = await extensionWorker(context)
  const menu = () =>
    worker.evaluate(() =>
      chrome.contextMenus.update('share', {}).then(
        () => true,
        () => false,
      ),
    )
  await expect.poll(menu).toBe(true)
}

test('what people install welcomes them once, and not after an update', async () => {
  const person = await personsChromium({ build: 'real' })
  const [page] = await person.tabsAt('welcome.html')
  await page?.close()
  await person.update()
  const version = await person.evaluate(async () => {
    await chrome.runtime.sendMessage({ to: 'background', name: 'lockState' })
    return chrome.runtime.getManifest().version
  })
  expect(version).toBe('0.1.1')
  expect(welcomePages(person.context())).toEqual([])
  await person.close()
})

test('what is installed from a store welcomes once: not after a restart, nor after an update', {
  tag: thorough,
}, async () => {
  const place = await serveCrxs('real')
  const profile = test.info().outputPath('profile')
  const first = await launchFrom(place, profile)
  await expect.poll(() => welcomePages(first).length).toBe(1)
  await started(first)
  expect(place.started).toEqual(['0.1.0'])
  await first.close()

  const restarted = await launchFrom(place, profile)
  await expect.poll(() => place.started).toEqual(['0.1.0', '0.1.0'])
  await started(restarted)
  expect(welcomePages(restarted)).toEqual([])
  place.offerNext()
  const worker = await extensionWorker(restarted)
  await worker.evaluate(() => chrome.runtime.requestUpdateCheck())
  await worker.stop()
  await expect.poll(() => place.started, { timeout: 60_000 }).toContain('0.2.0')
  expect(welcomePages(restarted)).toEqual([])
  await restarted.close()
  await place.close()
})

test('what is chosen is saved at once, and holds for the next secret', async ({ openPage }) => {
  const page = await openPage('welcome.html')
  await page.getByRole('radio', { name: 'Canada' }).check()
  await expect(status(page, 'kept here: Canada')).toBeVisible()
  await page.getByRole('radio', { name: 'Standard' }).check()
  await expect(status(page, /^Saved$/)).toBeVisible()
  const composer = await openPage('popup.html')
  await expect(composer.getByRole('combobox', { name: 'Server' })).toHaveValue('https://ca.onetimesecret.com')
  await expect(composer.getByRole('radio', { name: 'Standard' })).toBeChecked()
})

test('a try by the key is told on the page, and nothing is sent or copied', { tag: thorough }, async ({
  openPage,
  server,
  worker,
}) => {
  await chooseServer(worker, server.origin)
  const page = await openPage('welcome.html')
  await sample(page).focus()
  await pressCommand(page, worker, 'share-selection')
  await expect(status(page, tried)).toContainText('would now be on your clipboard')
  await page.getByRole('heading', { name: 'Where are your secrets kept?' }).selectText()
  await sample(page).blur()
  await pressCommand(page, worker, 'share-selection')
  await expect(status(page, 'Select only the text in the field')).toBeVisible()
  expect(server.log).toEqual([])
  expect(await worker.evaluate(() => chrome.storage.local.get(null))).not.toHaveProperty('welcome')
})

test.describe('with the real menu and the real key', { tag: '@headed' }, () => {
  test('a try sends nothing and copies nothing; the same text on another page is shared', async ({
    openPage,
    page: web,
    pages,
    server,
    worker,
  }) => {
    await chooseServer(worker, server.origin)
    await writeClipboard('what was there before')
    const page = await openPage('welcome.html')
    await sample(page).click()
    await chooseOurItem(await pointIn(sample(page), { x: 60, y: 18 }))
    await expect(status(page, tried)).toContainText('would now be on your clipboard')
    await page.reload()
    await page.getByRole('heading', { name: 'Where are your secrets kept?' }).selectText()
    await chooseOurItem(await pointInSelection(page.mainFrame()))
    await expect(status(page, 'Select only the text in the field')).toBeVisible()
    await sample(page).click()
    await pressOnDisplay('alt+shift+s')
    await expect(status(page, tried)).toContainText('would now be on your clipboard')
    expect(server.log).toEqual([])
    expect(await readClipboard()).toBe('what was there before')

    pages.put({ '/welcome.html': { html: `<p>${sampleSecret}</p>` } })
    await web.bringToFront()
    await web.goto(`${pages.origin}/welcome.html`)
    await web.locator('p').selectText()
    await chooseOurItem(await pointInSelection(web.mainFrame()))
    await expect.poll(() => displayClipboard.read()).toContain('/secret/')
    expect(shares(server)).toHaveLength(1)
  })
})

test.describe('on the toolbar', { tag: thorough }, () => {
  // What is pinned stays so.
  test.use({ fresh: true })
  test('the button that is pinned is ticked off', async ({ context, openPage, extensionId }) => {
    const page = await openPage('welcome.html')
    await expect(status(page, 'puzzle piece')).toBeVisible()
    const settings = await context.newPage()
    await settings.goto('chrome://extensions')
    await settings.evaluate(async extensionId => {
      const developer = Reflect.get(chrome, 'developerPrivate') as {
        updateExtensionConfiguration(change: { extensionId: string; pinnedToToolbar: boolean }): Promise<void>
      }
      await developer.updateExtensionConfiguration({ extensionId, pinnedToToolbar: true })
    }, extensionId)
    await page.bringToFront()
    await expect(status(page, 'Cachet is on your toolbar.')).toBeVisible()
  })
})

for (const lang of ['en', 'de', 'ja', 'ar'] as const)
  test.describe(lang, { tag: thorough }, () => {
    test.use({ lang })
    test('the welcome page fits wide and narrow, light and dark, and axe finds nothing', async ({
      openPage,
    }) => {
      const page = await openPage('welcome.html')
      await expect(page.locator('#sample')).toBeVisible()
      const keep = (theme: string, width: number) =>
        page.screenshot({
          path: join('test/results/screens', `welcome-${width}.${lang}.${theme}.png`),
          fullPage: true,
        })
      for (const width of [1280, 380, 320]) {
        await page.setViewportSize({ width, height: 900 })
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
        await keep('light', width)
        if (lang === 'en') await inDark(page, () => keep('dark', width))
      }
      expect(await accessibilityFaults(page)).toEqual([])
      if (lang === 'en') await inDark(page, async () => expect(await accessibilityFaults(page)).toEqual([]))
    })
  })
