import type { Page } from 'puppeteer-core'
import { expect, test } from './support/extension'
import { chooseInFirefoxMenu, pressFirefoxCommand } from './support/firefox-menu'
import { backgroundIn, chooseServerIn } from './support/firefox-page'
import { personsFirefox } from './support/persons-firefox'
import { thorough } from './support/tiers'

const text = (page: Page) => page.$eval('main', main => (main as HTMLElement).innerText)

test('Firefox: a try by the real menu sends nothing, and the region’s permission is asked for by a click', {
  tag: thorough,
}, async ({ firefox, server }) => {
  const { openPage, page: first } = await firefox()
  const page = await openPage('welcome.html', first)
  await page.bringToFront()
  const background = backgroundIn(page)
  await chooseServerIn(page, server.origin)
  await page.click('#sample')
  const box = await (await page.$('#sample'))?.boundingBox()
  const at = { x: (box?.x ?? 0) + 60, y: (box?.y ?? 0) + 18 }
  await chooseInFirefoxMenu(page, at)
  await expect.poll(() => text(page)).toContain('would now be on your clipboard. Nothing was sent.')
  await page.$eval('#sample', field => (field as HTMLInputElement).blur())
  await page.$eval('#region', title => getSelection()?.selectAllChildren(title))
  await pressFirefoxCommand(page, 'Y')
  await expect.poll(() => text(page)).toContain('Select only the text in the field')
  expect(server.log).toEqual([])

  const origins = ['https://ca.onetimesecret.com/*']
  const allowed = () => background.evaluate(origins => chrome.permissions.contains({ origins }), origins)
  await background.evaluate(origins => chrome.permissions.remove({ origins }), origins)
  expect(await allowed()).toBe(false)
  await page.locator('label::-p-text(Canada)').click()
  await expect.poll(allowed).toBe(true)
  await expect.poll(() => text(page)).toContain('Saved. New secrets are kept here: Canada.')
  const composer = await openPage('popup.html')
  await expect
    .poll(() => composer.$eval('#server', field => (field as HTMLSelectElement).value))
    .toBe('https://ca.onetimesecret.com')
})

test('Firefox welcomes once, and not after an update', { tag: thorough }, async () => {
  const person = await personsFirefox({ build: 'real' })
  // The page has come and was closed: `personsFirefox` waits for it.
  await person.update()
  const tabs = () => person.evaluate(async () => (await chrome.tabs.query({})).map(({ url }) => url ?? ''))
  expect((await tabs()).filter(url => url.endsWith('/welcome.html'))).toEqual([])
  await person.close()
})
