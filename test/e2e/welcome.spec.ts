import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import puppeteer, { type Browser } from 'puppeteer-core'
import { sampleSecret } from '../../components/welcome/model'
import { findChromium } from '../tools/browsers'
import { accessibilityFaults } from './support/axe'
import { pressCommand } from './support/chromium-events'
import { displayClipboard, readClipboard, writeClipboard } from './support/clipboard'
import { expect, test } from './support/extension'
import { chooseServer, shares } from './support/journey'
import { builtExtension } from './support/launch'
import { chooseOurItem, pressOnDisplay } from './support/native-menu'
import { raiseVersion } from './support/persons-browser'
import { pointIn, pointInSelection } from './support/screen-point'
import { inDark } from './support/screens'
import { thorough } from './support/tiers'

const tried = 'Nothing was sent.'
const status = (page: Page, words: string | RegExp) => page.getByRole('status').filter({ hasText: words })
const sample = (page: Page) => page.getByRole('textbox', { name: 'Try it here' })

/** As from `chrome://extensions`: installed for good, which a driver's own extension is anew at each start. */
test('what people install welcomes them once, and not after a restart or an update', async () => {
  const info = test.info()
  const [extension, profile] = [info.outputPath('extension'), info.outputPath('profile')]
  await cp(builtExtension('chrome', 'real'), extension, { recursive: true })
  await mkdir(join(profile, 'Default'), { recursive: true })
  const developer = JSON.stringify({ extensions: { ui: { developer_mode: true } } })
  await writeFile(join(profile, 'Default/Preferences'), developer)
  const start = () =>
    puppeteer.launch({
      ...{ executablePath: findChromium() ?? '', userDataDir: profile, pipe: true, enableExtensions: true },
      args: ['--lang=en-US', '--no-first-run', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    })
  /** The version that has done what it does at a start, which is where it would open the page. */
  const started = async (browser: Browser): Promise<string> => {
    const ours = await browser.waitForTarget(
      target => target.type() === 'service_worker' && target.url().startsWith('chrome-extension://'),
    )
    const worker = await ours.worker()
    const menu = () =>
      worker?.evaluate('chrome.contextMenus.update("share", {}).then(() => true, () => false)')
    await expect.poll(menu).toBe(true)
    return (await worker?.evaluate('chrome.runtime.getManifest().version')) as string
  }
  const welcomes = async (browser: Browser) =>
    (await browser.pages()).filter(page => page.url().endsWith('/welcome.html')).length

  const first = await start()
  await first.installExtension(extension)
  const before = await started(first)
  await expect.poll(() => welcomes(first)).toBe(1)
  await first.close()

  const restarted = await start()
  expect(await started(restarted)).toBe(before)
  expect(await welcomes(restarted)).toBe(0)
  await restarted.close()

  const version = await raiseVersion(extension)
  const updated = await start()
  expect(await started(updated)).toBe(version)
  expect(await welcomes(updated)).toBe(0)
  await updated.close()
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
