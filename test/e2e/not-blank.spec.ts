import type { BrowserContext, Page } from '@playwright/test'
import { composerIn } from './support/composer'
import { expect, test } from './support/extension'
import { thorough, tier } from './support/tiers'

// What breaks in a browser stays broken.
test.use({ fresh: true })

/** Makes one word of the browser's fail in our pages from their first line on, as with a broken profile. */
async function breakDown(context: BrowserContext, word: string): Promise<void> {
  await context.addInitScript(path => {
    if (location.protocol !== 'chrome-extension:') return
    const names = path.split('.')
    const last = names.pop() ?? ''
    const owner = names.reduce((found: object, name) => Reflect.get(found, name), chrome)
    const fail = (...given: unknown[]) => {
      const answer = given.at(-1)
      // The polyfill asks in the old way, and reads the error beside the answer.
      if (typeof answer === 'function') throw new Error('broken')
      return Promise.reject(new Error('broken'))
    }
    Object.defineProperty(owner, last, { value: fail })
  }, word)
}

const again = (page: Page) => page.getByRole('button', { name: 'Try again' })
const alert = (page: Page) => page.getByRole('alert')

test.describe('a popup is not blank, and makes nothing up', () => {
  for (const word of ['storage.session.get', 'storage.local.get']) {
    test(
      `where ${word} fails: it says so, and writes nothing over what was written`,
      tier(word === 'storage.session.get'),
      async ({ context, openPage, worker }) => {
        const first = await openPage('popup.html')
        await (await composerIn(first)).write('hunter2')
        await expect
          .poll(() =>
            first.evaluate(async () => JSON.stringify(await chrome.storage.session.get('composing'))),
          )
          .toContain('hunter2')
        await breakDown(context, word)
        const broken = await openPage('popup.html')
        await expect(alert(broken)).toContainText('cannot reach its own data')
        await expect(again(broken)).toBeVisible()
        await expect(broken.getByRole('textbox')).toHaveCount(0)
        const kept = await worker.evaluate(() => chrome.storage.session.get('composing'))
        expect(JSON.stringify(kept)).toContain('hunter2')
      },
    )
  }
  test('where the background does not answer: it says so over what is written', async ({
    context,
    openPage,
  }) => {
    await breakDown(context, 'runtime.sendMessage')
    const popup = await openPage('popup.html')
    await expect(alert(popup)).toContainText('cannot reach its own data')
    await expect(popup.getByRole('textbox', { name: 'Your secret' })).toBeVisible()
  })
  test('where the badge cannot be read', { tag: thorough }, async ({ context, openPage }) => {
    await breakDown(context, 'action.getBadgeText')
    const popup = await openPage('popup.html')
    await expect(popup.getByRole('textbox', { name: 'Your secret' })).toBeVisible()
    await expect(alert(popup)).toHaveCount(0)
  })
})

test.describe('the settings are not blank', () => {
  test('where nothing can be read: the page says so', { tag: thorough }, async ({ context, openPage }) => {
    await breakDown(context, 'storage.local.get')
    const page = await openPage('options.html')
    await expect(alert(page)).toContainText('cannot reach its own data')
    await expect(again(page)).toBeVisible()
  })
  test('where the background does not answer: the page says so, with all of its parts', async ({
    context,
    openPage,
  }) => {
    await breakDown(context, 'runtime.sendMessage')
    const page = await openPage('options.html#history')
    await expect(alert(page)).toContainText('cannot reach its own data')
    await expect(page.getByRole('heading', { level: 2 })).toHaveCount(12)
    await page.getByRole('button', { name: 'Export as JSON' }).click()
    await expect(page.locator('#history').getByRole('alert')).toContainText('Nothing was saved')
    await page.getByRole('button', { name: 'Export as CSV' }).click()
    await expect(page.locator('#history').getByRole('alert')).toContainText('Nothing was saved')
  })
  for (const word of ['permissions.contains', 'commands.getAll']) {
    test(`where ${word} fails`, { tag: thorough }, async ({ context, openPage }) => {
      await breakDown(context, word)
      const page = await openPage('options.html')
      await expect(page.getByRole('heading', { level: 2 })).toHaveCount(12)
      if (word.startsWith('commands'))
        await expect(page.locator('#about')).toContainText('This cannot be read')
    })
  }
})
