import { readFile } from 'node:fs/promises'
import { readOpenerLink } from '../../lib/rules/opener-link'
import { accessibilityFaults } from './support/axe'
import { expect, test } from './support/extension'
import { chooseServer, shares } from './support/journey'
import { keepScreen, looks, nameOf } from './support/screens'

for (const look of looks) {
  test.describe(`settings, ${nameOf(look)}`, () => {
    test.use(look)
    test('are clear, and axe finds nothing', async ({ openPage }) => {
      const page = await openPage('options.html')
      await expect(page.locator('#retention')).toBeVisible()
      await keepScreen(page, 'options', look)
      expect(await accessibilityFaults(page)).toEqual([])
      await page.locator('section').last().getByRole('button').click()
      await keepScreen(page, 'options-erase', look)
      expect(await accessibilityFaults(page)).toEqual([])
    })
  })
}

test('where an opener is set, a shared link leads over it, and what is stored names it', async ({
  openPage,
  page,
  popup,
  worker,
  server,
}) => {
  await chooseServer(worker, server.origin)
  const options = await openPage('options.html')
  const address = options.getByRole('textbox', { name: 'Page for recipients without Cachet' })
  await address.fill('open.example')
  await options.getByRole('button', { name: 'Keep', exact: true }).click()
  await expect(options.getByText('This is not the address of a page')).toBeVisible()
  await address.fill('https://open.example/opener.html')
  await options.getByRole('button', { name: 'Keep', exact: true }).click()
  await expect(options.getByText('Kept.')).toBeVisible()

  await page.bringToFront()
  const opened = await popup()
  await opened.getByRole('textbox', { name: 'Your secret' }).fill('hunter2')
  await opened.getByRole('button', { name: 'Share as secret' }).click()
  const link = await opened.getByRole('textbox', { name: 'One-time link' }).inputValue()
  expect(link).toMatch(/^https:\/\/open\.example\/opener\.html#c1\./)
  expect((await readOpenerLink(link)).link.origin).toBe(server.origin)
  expect(shares(server)).toHaveLength(1)
  expect(server.secrets()[0]?.value).toContain('https://open.example/opener.html')
})

test('the opener page is saved from here, whole', async ({ openPage }) => {
  const page = await openPage('options.html')
  const saved = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Save the opener page' }).click()
  const path = await (await saved).path()
  const text = await readFile(path, 'utf8')
  expect(text).toContain("default-src 'none'")
  expect(text.length).toBeLessThan(60_000)
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
  expect((await kept()).some(key => key.startsWith('entry:'))).toBe(true)
  const options = await openPage('options.html')
  await options.getByRole('button', { name: 'Erase everything…' }).click()
  expect((await kept()).some(key => key.startsWith('entry:'))).toBe(true)
  await options.getByRole('button', { name: 'Erase everything', exact: true }).click()
  await expect(options.getByText('Everything is erased.')).toBeVisible()
  expect(await kept()).toEqual([])
})

test('the history is exported without any key', async ({ openPage, page, popup, worker, server }) => {
  await page.bringToFront()
  await chooseServer(worker, server.origin)
  const opened = await popup()
  await opened.getByText('Passphrase, note, label').click()
  await opened.getByRole('textbox', { name: 'Label for yourself' }).fill('Staging')
  await opened.getByRole('textbox', { name: 'Your secret' }).fill('hunter2')
  await opened.getByRole('button', { name: 'Share as secret' }).click()
  const link = await opened.getByRole('textbox', { name: 'One-time link' }).inputValue()
  const options = await openPage('options.html')
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
