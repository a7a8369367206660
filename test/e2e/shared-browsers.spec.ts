import { expect, test } from './support/extension'
import { backgroundIn } from './support/firefox-page'
import { inBrowser } from './support/firefox-powers'
import { builtExtension } from './support/launch'
import { thorough } from './support/tiers'
import { extensionWorker } from './support/worker'

/** Everywhere that the extension, or a page of a site, may leave something. Sent as source to both browsers. */
async function leaveInExtension(): Promise<void> {
  for (const area of ['local', 'session', 'sync'] as const) await chrome.storage[area].set({ left: area })
  await chrome.alarms.create('left', { delayInMinutes: 60 })
  await chrome.action.setBadgeText({ text: 'left' })
  chrome.contextMenus.create({ id: 'left', title: 'left' })
  await chrome.scripting.registerContentScripts([
    { id: 'left', matches: ['http://127.0.0.1/*'], js: ['sealed-link.js'] },
  ])
  await new Promise(done => Object.assign(indexedDB.open('left'), { onsuccess: done }))
  await chrome.notifications.create('left', {
    type: 'basic',
    iconUrl: chrome.runtime.getURL('/icons/48.png'),
    title: 'left',
    message: 'left',
  })
}

async function foundInExtension(): Promise<unknown> {
  const values = async (area: 'local' | 'session' | 'sync') =>
    Object.keys(await chrome.storage[area].get(null)).filter(key => key === 'left')
  return {
    kept: [await values('local'), await values('session'), await values('sync')].flat(),
    alarm: Boolean(await chrome.alarms.get('left')),
    badge: await chrome.action.getBadgeText({}),
    menu: await Promise.resolve(chrome.contextMenus.update('left', {})).then(
      () => true,
      () => false,
    ),
    scripts: (await chrome.scripting.getRegisteredContentScripts()).map(({ id }) => id),
    databases: (await indexedDB.databases()).map(({ name }) => name).filter(name => name === 'left'),
    notifications: Object.keys(await chrome.notifications.getAll()),
  }
}

const nothing = {
  kept: [],
  alarm: false,
  badge: '',
  menu: false,
  scripts: [],
  databases: [],
  notifications: [],
}

const site = {
  '/': { html: 'a site', headers: { 'set-cookie': 'left=1; max-age=3600', 'cache-control': 'max-age=3600' } },
  '/again': { html: 'the same site' },
}

/** What a site has left with the browser. */
const leaveAtSite = async () => {
  localStorage.setItem('left', '1')
  await new Promise(done => Object.assign(indexedDB.open('left'), { onsuccess: done }))
}
const foundAtSite = async () => [document.cookie, localStorage.length, (await indexedDB.databases()).length]

test('a Chromium that was wiped is as one that has just started', { tag: thorough }, async ({
  chromiums,
  pages,
}) => {
  pages.put(site)
  const launch = { extension: builtExtension('chrome', 'e2e') }
  const first = await chromiums.borrow(launch)
  const tab = await first.context.newPage()
  await tab.goto(pages.origin)
  await tab.evaluate(leaveAtSite)
  expect(await tab.evaluate(foundAtSite), 'what is left is found').toEqual(['left=1', 1, 1])
  await first.context.grantPermissions(['clipboard-write', 'geolocation'], { origin: pages.origin })
  await tab.bringToFront()
  await tab.evaluate(() => navigator.clipboard.writeText('left'))
  const worker = await extensionWorker(first.context)
  await worker.evaluate(leaveInExtension)
  expect(await worker.evaluate(foundInExtension)).not.toEqual(nothing)
  await worker.evaluate(() => void Object.assign(globalThis, { left: true }))
  await worker.evaluate(() => chrome.windows.create({ url: 'about:blank' }))
  await worker.evaluate(() => chrome.action.openPopup())
  await first.context.setOffline(true)
  await first.giveBack()

  const second = await chromiums.borrow(launch)
  expect(second.context, 'it is the same one').toBe(first.context)
  expect(second.context.pages().map(page => page.url())).toEqual(['about:blank'])
  expect(await worker.evaluate(() => 'left' in globalThis)).toBe(false)
  expect(await worker.evaluate(foundInExtension)).toEqual(nothing)
  expect(await worker.evaluate(() => chrome.contextMenus.update('share', {}))).toBeUndefined()
  const asked = pages.asked.length
  const page = await second.context.newPage()
  await page.goto(`${pages.origin}/again`)
  expect(await page.evaluate(foundAtSite)).toEqual(['', 0, 0])
  await page.goto(pages.origin)
  expect(pages.asked.slice(asked), 'it is not in the cache').toContain('GET /')
  const state = await page.evaluate(
    async () => (await navigator.permissions.query({ name: 'geolocation' })).state,
  )
  expect(state).not.toBe('granted')
  await second.context.grantPermissions(['clipboard-read'], { origin: pages.origin })
  await page.bringToFront()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('')
  await second.giveBack()
})

test('a Firefox that was wiped is as one that has just started', { tag: thorough }, async ({
  firefoxes,
  pages,
}) => {
  pages.put(site)
  const launch = { extension: builtExtension('firefox', 'e2e') }
  const first = await firefoxes.borrow(launch)
  await first.firefox.page.goto(pages.origin)
  await first.firefox.page.evaluate(leaveAtSite)
  const left = await first.firefox.openPage('opener.html')
  await backgroundIn(left).evaluate(leaveInExtension)
  expect(await backgroundIn(left).evaluate(foundInExtension)).not.toEqual(nothing)
  await first.giveBack()

  const second = await firefoxes.borrow(launch)
  expect(second.firefox.browser, 'it is the same one').toBe(first.firefox.browser)
  await inBrowser(second.firefox.page, async () => {
    if ([...gBrowser.tabs].length !== 1) throw new Error('Another tab is open')
  })
  const found = await second.firefox.openPage('opener.html')
  expect(await backgroundIn(found).evaluate(foundInExtension)).toEqual(nothing)
  await expect
    .poll(() =>
      backgroundIn(found).evaluate(() =>
        Promise.resolve(chrome.contextMenus.update('share', {})).then(
          () => 'there',
          () => 'missing',
        ),
      ),
    )
    .toBe('there')
  await second.firefox.page.goto(`${pages.origin}/again`)
  expect(await second.firefox.page.evaluate(foundAtSite)).toEqual(['', 0, 0])
  await second.giveBack()
})
