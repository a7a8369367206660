import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from '../tools/command'
import { composerIn } from './support/composer'
import { expect, test } from './support/extension'
import { chooseServer } from './support/journey'
import { keepScreen } from './support/screens'
import { thorough } from './support/tiers'

test('without an opener the composer says what the recipient needs, and offers the two ways out', async ({
  page,
  popup,
  worker,
  server,
}) => {
  await chooseServer(worker, server.origin)
  await page.bringToFront()
  const opened = await popup()
  const needs = opened.getByText('The recipient needs Cachet or the opener page.')
  await expect(needs).toBeVisible()
  // The common case is there at a glance, also in a window that is lower than the popup may be.
  const button = opened.getByRole('link', { name: 'Save the opener page' })
  const [way, share] = [await button.boundingBox(), await opened.locator('.share > .button').boundingBox()]
  expect((way?.y ?? 0) + (way?.height ?? 0)).toBeLessThanOrEqual(share?.y ?? 0)

  const saved = opened.waitForEvent('download')
  await button.click()
  const file = await saved
  expect(file.suggestedFilename()).toBe('opener.html')
  expect(await readFile(await file.path(), 'utf8')).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/)

  const composer = await composerIn(opened)
  await composer.write('hunter2')
  await opened.getByRole('button', { name: 'Use Standard this time' }).click()
  await expect(needs).toBeHidden()
  await expect(opened.getByRole('textbox', { name: 'Your secret' })).toBeFocused()
  await composer.share()
  await composer.expectShared()
  expect(server.secrets()[0]?.value).toBe('hunter2')
  await opened.getByRole('button', { name: 'Share another' }).click()
  await expect(opened.getByRole('radio', { name: 'Sealed' })).toBeChecked()
})

test.describe('a build that comes with an opener, on the server itself', { tag: thorough }, () => {
  test.use({
    unpacked: async ({ server }, use) => {
      const outDir = await mkdtemp(join(tmpdir(), 'cachet-with-opener-'))
      const options = JSON.stringify({ outDir, browser: 'chrome', mode: 'e2e' })
      const program = `import('wxt').then(({ build }) => build(${options}))`
      const env = { WXT_OPENER: `${server.origin}/opener.html` }
      const { code, output } = await runCommand(process.execPath, ['--eval', program], { env })
      expect(code, output).toBe(0)
      await use(join(outDir, 'chrome-mv3-e2e'))
      await rm(outDir, { recursive: true })
    },
  })
  test('uses it until the person takes it away, and says that its links open in any browser', async ({
    openPage,
    page,
    popup,
    worker,
    server,
  }) => {
    const built = `${server.origin}/opener.html`
    await chooseServer(worker, server.origin)
    await page.bringToFront()
    const opened = await popup()
    await expect(opened.getByText('It opens in any browser.')).toBeVisible()
    const composer = await composerIn(opened)
    await composer.write('hunter2')
    await composer.share()
    await composer.expectShared()
    await expect(opened.getByText('Opens in any browser', { exact: true })).toBeVisible()
    await opened.getByRole('button', { name: 'Message' }).click()
    const message = await opened.getByRole('textbox', { name: 'Message' }).inputValue()
    expect(message).toContain('Open the link in any browser, then click “Read the secret”.')
    expect((await composer.link()).split('#')[0]).toBe(built)
    expect(server.secrets()[0]?.value).toContain(built)

    const options = await openPage('options.html#opener-page')
    const address = options.getByRole('textbox', { name: 'Opener page' })
    await expect(address).toHaveValue(built)
    await expect(options.getByText('This address came with your copy of Cachet.')).toBeVisible()
    await options.locator('#opener-page').scrollIntoViewIfNeeded()
    await keepScreen(options, 'opener-of-build', { lang: 'en', theme: 'light' })
    await address.fill('')
    await options.getByRole('button', { name: 'Save', exact: true }).click()
    const again = options.getByRole('button', { name: 'Use the built-in page' })
    await expect(again).toBeVisible()
    await keepScreen(options, 'opener-taken-away', { lang: 'en', theme: 'light' })
    await page.bringToFront()
    const after = await composerIn(await popup())
    await after.another()
    await after.write('hunter2')
    await after.share()
    await after.expectShared()
    expect(await after.link()).toContain(`${server.origin}/secret/`)
    expect(server.secrets().at(-1)?.value).not.toContain(built)

    await again.click()
    await expect(address).toHaveValue(built)
  })
})
