import type { Page } from '@playwright/test'
import { translateIn } from '../support/words'
import { accessibilityFaults } from './support/axe'
import { composerIn } from './support/composer'
import { expect, test } from './support/extension'
import { chooseServerIn, named } from './support/firefox-page'
import { chooseServer, openAsRecipient, shares } from './support/journey'
import { keepScreen, looks, nameOf, type Variant } from './support/screens'
import { thorough } from './support/tiers'

const text = 'hunter2-Correct\n\tline two \u{1F512}'

/** Writes a secret for so many people, and presses. */
async function shareWith(popup: Page, people: number, lang: Variant['lang'] = 'en', label = 'wifi') {
  const t = await translateIn(lang)
  await (await composerIn(popup, lang)).write(text)
  if (!(await popup.locator('#people').isVisible())) await popup.getByText(t('composer.more')).click()
  await popup.locator('#label').fill(label)
  await popup.locator('#people').selectOption(String(people))
  await popup.getByRole('button', { name: t('batch.share', [String(people)]) }).click()
}

/** What each button of the list puts on the clipboard. */
async function copyAll(popup: Page, people: number): Promise<string[]> {
  const links: string[] = []
  for (let number = 1; number <= people; number++) {
    await popup.getByRole('button', { name: `Copy the link ${number}`, exact: true }).click()
    await expect.poll(() => popup.evaluate(() => navigator.clipboard.readText())).not.toBe(links.at(-1) ?? '')
    links.push(await popup.evaluate(() => navigator.clipboard.readText()))
  }
  return links
}

test('a secret for three people: three links, each read once, and burned all together', async ({
  context,
  page,
  popup,
  worker,
  server,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await chooseServer(worker, server.origin)
  await page.bringToFront()
  const opened = await popup()
  await opened.evaluate(() => navigator.clipboard.writeText(''))
  await shareWith(opened, 3)
  await expect(opened.getByRole('heading', { name: 'Links made: 3 of 3' })).toBeFocused()
  expect(await opened.evaluate(() => navigator.clipboard.readText()), 'nothing was copied').toBe('')
  const links = await copyAll(opened, 3)
  expect(new Set(links).size).toBe(3)
  for (const link of links.slice(0, 2)) expect(await openAsRecipient(link, server)).toEqual({ text })
  expect(await openAsRecipient(links[0] ?? '', server).catch(() => 'gone')).not.toEqual({ text })

  await opened.getByRole('tab', { name: 'History' }).click()
  await expect(opened.locator('.entry .name')).toHaveText(['wifi', 'wifi', 'wifi'])
  await expect(opened.locator('.entry', { hasText: '3 of 3' })).toBeVisible()
  await opened.locator('.entry', { hasText: '3 of 3' }).click()
  await opened.getByRole('button', { name: /^Burn these \d links/ }).click()
  await opened.getByRole('button', { name: 'Burn', exact: true }).click()
  await expect(opened.locator('.secret.burned')).toHaveCount(1)
  await expect(opened.locator('.secret.waiting')).toHaveCount(0)
  expect(server.secrets().map(({ state }) => state)).toEqual(['received', 'received', 'burned'])
})

test('when the second of three links fails, the first is listed, and a press makes the rest', async ({
  page,
  popup,
  worker,
  server,
}) => {
  await chooseServer(worker, server.origin)
  await page.bringToFront()
  server.misbehave({ at: 'answer', status: 429 }, 1, /shar/)
  server.misbehave({ at: 'held', until: Promise.resolve() }, 1, /share/)
  const opened = await popup()
  await shareWith(opened, 3)
  const alert = opened.getByRole('alert')
  await expect(alert).toContainText('Links made: 1 of 3')
  await expect(alert).toContainText('too many requests')
  await expect(opened.getByRole('button', { name: 'Copy the link 1' })).toBeVisible()
  await opened.close()

  const anew = await popup()
  await expect(anew.getByRole('button', { name: 'Copy the link 1' })).toBeVisible()
  await anew.getByRole('button', { name: 'Make links (2)' }).click()
  await expect(anew.getByRole('heading', { name: 'Links made: 3 of 3' })).toBeVisible()
  await expect(anew.getByRole('button', { name: /^Copy the link/ })).toHaveCount(3)
  expect(shares(server).filter(({ status }) => status === 200)).toHaveLength(3)
  await anew.getByRole('button', { name: 'Share another' }).click()
  await expect(anew.locator('#secret')).toHaveValue('')
})

test('Firefox: a secret for two people has two links, and the popup may close meanwhile', {
  tag: thorough,
}, async ({ firefox, server }) => {
  const { openPage, page } = await firefox()
  await chooseServerIn(await openPage('popup.html', page), server.origin)
  const popup = await openPage('popup.html')
  await popup.locator('#secret').fill(text)
  await popup.locator('::-p-text(Passphrase, note, language and more)').click()
  await popup.waitForSelector('#people', { visible: true })
  await popup.select('#people', '2')
  await named(popup, 'button', 'Make links (2)').click()
  await expect.poll(() => shares(server).length).toBeGreaterThan(0)
  await popup.close()
  await expect.poll(() => shares(server).length).toBe(2)
  const anew = await openPage('popup.html')
  await expect.poll(() => anew.$$eval('.links li', rows => rows.length)).toBe(2)
  for (const number of [1, 2]) {
    const row = `.links > li:nth-child(${number})`
    await anew.locator(`${row} > .row .quiet`).click()
    const link = await anew.waitForSelector(`${row} #link`)
    const address = await link?.evaluate(field => (field as HTMLInputElement).value)
    expect(await openAsRecipient(address ?? '', server)).toEqual({ text })
  }
})

for (const look of looks) {
  test.describe(`several people, ${nameOf(look)}`, () => {
    test.use(look)
    test('are clear at every step, and axe finds nothing', { tag: thorough }, async ({
      openPage,
      worker,
      server,
    }) => {
      const t = await translateIn(look.lang)
      await chooseServer(worker, server.origin)
      for (const width of [380, 320]) {
        const opened = await openPage('popup.html')
        await opened.setViewportSize({ width, height: 600 })
        const see = async (name: string) => {
          await keepScreen(opened, `several-${name}-${width}`, look, true)
          expect(await accessibilityFaults(opened), name).toEqual([])
          expect(
            await opened.evaluate(
              () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
            ),
            'nothing sticks out',
          ).toBe(0)
        }
        await opened.getByText(t('composer.more')).click()
        await opened.locator('#people').selectOption('3')
        await see('extras')
        server.misbehave({ at: 'status', status: 403 }, 1, /shar/)
        server.misbehave({ at: 'held', until: Promise.resolve() }, 1, /share/)
        await shareWith(opened, 3, look.lang, 'Donau')
        await expect(opened.getByRole('alert')).toBeVisible()
        await see('stopped')
        await opened.getByRole('button', { name: t('batch.share', ['2']) }).click()
        await expect(opened.locator('.links li')).toHaveCount(3)
        await see('three')
        await opened.getByRole('button', { name: `${t('shared.copy')} 1`, exact: true }).click()
        await opened
          .getByRole('button', { name: t('batch.more') })
          .nth(1)
          .click()
        await opened.getByRole('button', { name: t('shared.way.message') }).click()
        await see('open')
        await opened.getByRole('button', { name: t('batch.burnThese', ['3']) }).click()
        await see('burn')
        await opened.getByRole('button', { name: t('history.burnYes'), exact: true }).click()
        await expect(opened.getByRole('heading', { name: t('history.burnedAll', ['3']) })).toBeVisible()
        await see('burned')
        await opened.getByRole('button', { name: t('shared.another') }).click()
        await shareWith(opened, 10, look.lang, '')
        await expect(opened.locator('.links li')).toHaveCount(10)
        await see('ten')
        await opened.locator('#tab-history').click()
        await opened.locator('.entry').first().click()
        await see('history')
        await opened.getByRole('button', { name: t('batch.burnThese', ['10']) }).click()
        await see('history-burn')
        await opened.getByRole('button', { name: t('history.burnYes'), exact: true }).click()
        await expect(opened.locator('.secret.burned')).toHaveCount(width === 380 ? 13 : 26)
        await opened.locator('#tab-share').click()
        await opened.getByRole('button', { name: t('shared.another') }).click()
        await opened.close()
      }
    })
  })
}
