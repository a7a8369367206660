import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFormat } from '../../components/format'
import { translateIn } from '../support/words'
import { composerIn } from './support/composer'
import { expect, test } from './support/extension'
import { backgroundIn, chooseServerIn, named } from './support/firefox-page'
import { chooseServer } from './support/journey'
import { builtExtension, launchChromium } from './support/launch'
import { thorough } from './support/tiers'
import { extensionWorker } from './support/worker'

const arabic = await translateIn('ar')
/** What a server shows before the sealed text. */
const lineOf = (value = '') => value.split('\n\neyJ')[0]

test('in French, a recipient who reads Arabic gets Arabic, and is remembered after a restart', async ({
  server,
}) => {
  const t = await translateIn('fr')
  const profile = await mkdtemp(join(tmpdir(), 'cachet-recipient-language-'))
  const launch = () =>
    launchChromium({ extension: builtExtension('chrome', 'e2e'), lang: 'fr', profile, hosts: {} })
  const popupIn = async (context: Awaited<ReturnType<typeof launch>>) => {
    const { extensionId } = await extensionWorker(context)
    const page = await context.newPage()
    await page.setViewportSize({ width: 380, height: 600 })
    await page.goto(`chrome-extension://${extensionId}/popup.html`)
    return { page, composer: await composerIn(page, 'fr') }
  }

  const before = await launch()
  await chooseServer(await extensionWorker(before), server.origin)
  const first = await popupIn(before)
  await first.composer.write('hunter2')
  await first.page.getByText(t('composer.more')).click()
  await first.page.getByLabel(t('message.language')).selectOption({ label: 'العربية' })
  await first.composer.share()
  await first.composer.expectShared()
  expect(lineOf(server.secrets()[0]?.value)).toBe(arabic('stored.line'))

  await first.page.getByRole('button', { name: t('shared.way.message') }).click()
  const message = first.page.locator('textarea#message')
  await first.page.getByRole('button', { name: t('message.copy') }).click()
  const said = await first.page.evaluate(() => navigator.clipboard.readText())
  const link = await first.composer.link()
  await expect(message).toHaveValue(said)
  expect(said).toContain(link)
  expect(said).toContain(arabic('message.open.none'))
  const year = new Date().getFullYear()
  expect(said).toMatch(new RegExp(`\\p{Script=Arabic}.*${year}`, 'u'))
  expect(await message.evaluate(field => getComputedStyle(field).direction)).toBe('rtl')
  await before.close()

  const after = await launch()
  const again = await popupIn(after)
  await expect(again.page.locator('summary', { hasText: 'العربية' })).toBeVisible()
  await again.composer.write('hunter3')
  await again.composer.share()
  await again.composer.expectShared()
  expect(lineOf(server.secrets()[1]?.value)).toBe(arabic('stored.line'))
  await after.close()
  await rm(profile, { recursive: true })
})

test.describe('further ways', { tag: thorough }, () => {
  test('Firefox reads the other language, chosen in the settings', async ({ firefox, server }) => {
    const { openPage, page } = await firefox()
    const settings = await openPage('options.html', page)
    await chooseServerIn(settings, server.origin)
    await settings.waitForSelector('#language')
    await settings.select('#language', 'ar')
    const chosen = () =>
      backgroundIn(settings).evaluate(async () => {
        const { settings } = await chrome.storage.local.get('settings')
        return (settings as { sharing: { language?: string } }).sharing.language
      })
    await expect.poll(chosen).toBe('ar')
    const popup = await openPage('popup.html')
    await popup.waitForSelector('#secret:focus')
    await popup.keyboard.type('hunter2')
    await named(popup, 'button', 'Share as secret').click()
    await popup.waitForSelector('#link')
    expect(lineOf(server.secrets()[0]?.value)).toBe(arabic('stored.line'))
    await named(popup, 'button', 'Message').click()
    const message = await popup.waitForSelector('textarea#message')
    expect(await message?.evaluate(field => (field as HTMLTextAreaElement).value)).toContain(
      arabic('message.without'),
    )
  })

  test('the expiry is written as the recipient writes dates', async ({ openPage, server, worker }) => {
    await chooseServer(worker, server.origin, { language: 'de', ttl: 3600 })
    const popup = await openPage('popup.html')
    const composer = await composerIn(popup)
    await composer.write('hunter2')
    const now = Date.now()
    await composer.share()
    await composer.expectShared()
    await popup.getByRole('button', { name: 'Message' }).click()
    const weekday = createFormat('de')
      .moment(now + 3_600_000)
      .split(',')[0]
    await expect(popup.locator('textarea#message')).toHaveValue(new RegExp(`bis .*${weekday}`))
  })
})
