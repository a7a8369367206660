import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page as FirefoxPage } from 'puppeteer-core'
import { startServer } from '../server/server'
import { selfSigned } from './support/certificate'
import { test as own } from './support/extension'
import { chooseServerIn } from './support/firefox-page'
import { hostileScript, told } from './support/hostile'
import { expectNotice } from './support/in-page-notice'
import { chooseServer } from './support/journey'
import { builtExtension } from './support/launch'
import { pageAt } from './support/page-at'
import { answered, withPrivateWindows } from './support/private'
import { expectRevealing, expectUnread, sendSealed, untilListening, visit } from './support/recipient'
import { expect, test } from './support/regional'
import { thorough, tier } from './support/tiers'
import type { ExtensionWorker } from './support/worker'

const eu = 'https://eu.onetimesecret.com'
const registered = (worker: ExtensionWorker) =>
  worker.evaluate(async () =>
    (await chrome.scripting.getRegisteredContentScripts()).flatMap(({ matches }) => matches ?? []),
  )

test('the script is at most 3 kB, without polyfill and framework', async () => {
  for (const browser of ['chrome', 'firefox'] as const) {
    const script = await readFile(join(builtExtension(browser, 'e2e'), 'sealed-link.js'))
    const size = gzipSync(script).length
    console.log(`sealed-link.js, ${browser}: ${script.length} bytes, ${size} gzipped`)
    expect(size).toBeLessThanOrEqual(3 * 1024)
    expect(script.toString()).not.toMatch(/polyfill|preact|zod|wxt:content-script/i)
  }
})

test.describe('a profile on the disk', () => {
  test.use({ fresh: true })

  test('the browser keeps no address with the key on its disk', async ({ page, server, worker }) => {
    const sent = await sendSealed(server, eu)
    await page.goto('chrome://version')
    const profile = await page.locator('#profile_path').innerText()
    await untilListening(worker)
    // The server never answers; the tab is elsewhere all the same.
    server.misbehave({ at: 'hang', stored: false }, 1, /^\/secret\//)
    await visit(page, sent.link)
    await expectRevealing(page, worker, { given: sent.link })
    const history = () => readFile(join(profile, 'History'), 'latin1')
    // What was visited is written down at most ten seconds later: our page is, and the link's would be before it.
    await expect.poll(history, { timeout: 20_000 }).toContain(worker.extensionId)
    // The profile lives, and a folder may go while it is read.
    for (const spelled of [sent.key.slice(1), Buffer.from(sent.key.slice(1), 'utf16le').toString('latin1')])
      await expect(async () => expect(await filesWith(join(profile, '..'), spelled)).toEqual([])).toPass()
  })
})

async function filesWith(folder: string, text: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
  const contents = await Promise.all(files.map(file => readFile(file, 'latin1').catch(() => '')))
  return files.filter((_, index) => contents[index]?.includes(text))
}

own.describe('a server of one’s own', () => {
  own.use({ serverOptions: { settings: { hostileScript } } })

  own(
    'has the script from when it is added, and sealed links on it are taken',
    async ({ page, server, worker }) => {
      expect(await registered(worker)).toEqual([])
      await chooseServer(worker, server.origin)
      await expect.poll(() => registered(worker)).toEqual([`${server.origin}/*`])
      const sent = await sendSealed(server)
      await visit(page, sent.link)
      await expectRevealing(page, worker, { given: sent.link })
      expect(told(server)).toEqual([])
      expectUnread(server, sent)

      await worker.evaluate(() => chrome.storage.local.remove('settings'))
      await expect.poll(() => registered(worker)).toEqual([])
      const other = await sendSealed(server)
      await page.goto(other.link)
      await expect(page.getByRole('button', { name: 'Click to reveal' })).toBeVisible()
      expect(page.url(), 'a server that is not ours to serve is left alone').toBe(other.link)
    },
  )

  own(
    'is known by its port: another one on the same host is left alone',
    async ({ page, server, worker }) => {
      const neighbour = await startServer()
      await chooseServer(worker, server.origin)
      await expect.poll(() => registered(worker)).toHaveLength(1)
      const sent = await sendSealed(neighbour)
      await page.goto(sent.link)
      await expect(page.getByRole('button', { name: 'Click to reveal' })).toBeVisible()
      expect(page.url()).toBe(sent.link)
      await neighbour.close()
    },
  )
})

test('in a private tab the person is told, and the link is open in a normal window', async () => {
  const server = await startServer({ tls: selfSigned(), settings: { hostileScript } })
  const mapped = `--host-resolver-rules=MAP eu.onetimesecret.com 127.0.0.1:${server.port}`
  await withPrivateWindows([mapped], async (context, worker) => {
    await untilListening(worker)
    const sent = await sendSealed(server, eu)
    const opened = worker.evaluate(async url => {
      await chrome.windows.create({ incognito: true, url })
    }, sent.link)
    await answered('a private window', opened)
    await expectRevealing(await pageAt(context, '/reveal.html#'), worker, { given: sent.link })
    const windows = await worker.evaluate(async () =>
      (await chrome.tabs.query({})).map(({ url = '', incognito }) => ({ url, incognito })),
    )
    expect(windows).toContainEqual({ url: sent.plain, incognito: true })
    expect(windows).toContainEqual({ url: expect.stringContaining('/reveal.html#'), incognito: false })
    await expectNotice(worker, sent.plain, 'private window')
    expect(told(server)).toEqual([])
    expectUnread(server, sent)
  })
  await server.close()
})

test.describe('Firefox', () => {
  test.use({ serverOptions: { settings: { hostileScript } } })

  for (const met of ['on its way', 'in its page'] as const) {
    test(
      `takes a sealed link that is met ${met}, and no script of the site runs`,
      tier(met === 'in its page'),
      async ({ firefox, server }) => {
        const { page, openPage, browser } = await firefox({
          hosts: { names: ['eu.onetimesecret.com'], port: server.port },
        })
        const sent = await sendSealed(server, eu)
        const ours = await openPage('popup.html', await browser.newPage())
        if (met === 'on its way') server.misbehave({ at: 'hang', stored: false }, 1, /^\/secret\//)
        else await ours.evaluate(loseOneRace)
        // Not waited for: it never arrives.
        page.goto(sent.link).catch(() => undefined)
        await expect.poll(() => page.url()).toMatch(/^moz-extension:.*\/reveal\.html#/)
        const kept = await ours.evaluate(async () => {
          const { browser } = globalThis as unknown as FirefoxExtension
          return JSON.stringify(await browser.storage.session.get(null))
        })
        expect(kept).toContain(sent.link)
        expect(told(server)).toEqual([])
        expectUnread(server, sent)
        const pages = server.log.filter(({ path, status }) => sent.plain.endsWith(path) && status === 200)
        expect(pages).toHaveLength(met === 'on its way' ? 0 : 1)
      },
    )
  }
})

own.describe('Firefox: a server of one’s own', () => {
  const settings = { hostileScript: "fetch('/spy', { method: 'POST', body: location.href })" }
  own.use({ serverOptions: { settings } })

  const matchesIn = (page: FirefoxPage) =>
    page.evaluate(async () => {
      const { browser } = globalThis as unknown as FirefoxExtension
      const scripts = await browser.scripting.getRegisteredContentScripts()
      return scripts.flatMap(({ matches = [] }) => matches)
    })

  own(
    'has the script whatever its port, and no script of the site runs',
    { tag: thorough },
    async ({ firefox, server }) => {
      const { page, openPage, browser } = await firefox()
      const sent = await sendSealed(server)
      const ours = await openPage('popup.html', await browser.newPage())
      await chooseServerIn(ours, server.origin)
      await expect.poll(() => matchesIn(ours)).toHaveLength(1)
      await ours.evaluate(loseOneRace)
      page.goto(sent.link).catch(() => undefined)
      await expect.poll(() => page.url()).toMatch(/^moz-extension:.*\/reveal\.html#/)
      expect(told(server)).toEqual([])
      expectUnread(server, sent)
    },
  )

  own('is known by its port: another one on the same host is left alone', async ({ firefox, server }) => {
    const neighbour = await startServer({ settings })
    const { page, openPage, browser } = await firefox()
    const ours = await openPage('popup.html', await browser.newPage())
    await chooseServerIn(ours, server.origin)
    await expect.poll(() => matchesIn(ours)).toHaveLength(1)
    const sent = await sendSealed(neighbour)
    page.goto(sent.link).catch(() => undefined)
    await expect.poll(() => told(neighbour), 'its own script runs, and sees all of it').toEqual([sent.link])
    expect(page.url()).toBe(sent.link)
    expectUnread(neighbour, sent)
    await neighbour.close()
  })
})

type FirefoxExtension = {
  browser: {
    scripting: { getRegisteredContentScripts(): Promise<{ matches?: string[] }[]> }
    storage: { session: { get(keys: null): Promise<object> } }
    tabs: { update: unknown }
    runtime: { getBackgroundPage(): Promise<FirefoxExtension> }
  }
}

/** As `loseTheRace`, from one of the extension's own pages: Firefox hands out no worker. */
async function loseOneRace(): Promise<void> {
  const { browser } = globalThis as unknown as FirefoxExtension
  const { tabs } = (await browser.runtime.getBackgroundPage()).browser
  const { update } = tabs
  tabs.update = () => {
    tabs.update = update
    return Promise.resolve({})
  }
}
