import { cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import type { Page } from 'puppeteer-core'
import { type Firefox, launchFirefox } from './firefox'
import { inBrowser, trailOf, typeAddress } from './firefox-powers'
import { builtExtension } from './launch'
import { earlierVersion, type PersonsBrowser, replaceByNext, type Start } from './persons-browser'
import type { Written } from './policy'
import { type RuledFirefox, ruledFirefox } from './ruled-firefox'
import { wipe } from './shared-firefox'
import { loaded, type Tab, tabOf } from './tab'
import { closeWelcomeInFirefox } from './welcome'

/** Firefox on a profile of its own. An extension that is loaded for a while stays, with what it keeps, through `installed`. */
export async function personsFirefox({
  build = 'e2e',
  from,
  prefs,
  rules,
  hosts,
}: Start = {}): Promise<PersonsBrowser> {
  const home = await mkdtemp(join(tmpdir(), 'cachet-persons-firefox-'))
  const [extension, profile, downloads] = [
    join(home, 'extension'),
    join(home, 'profile'),
    join(home, 'saved'),
  ]
  const built = builtExtension('firefox', build)
  if (from) await earlierVersion(extension, built)
  else await cp(built, extension, { recursive: true })
  await Promise.all([profile, downloads].map(folder => mkdir(folder)))
  let firefox: Firefox
  let ruled: RuledFirefox | undefined

  async function start(): Promise<Firefox> {
    firefox = await launchFirefox({
      extension,
      profile,
      ...(ruled && { executable: ruled.executable }),
      ...(hosts && { hosts: { names: [...hosts.names], port: hosts.port } }),
      prefs: {
        // What is loaded for a while goes with its data when it is loaded anew; what people install does not.
        'extensions.webextensions.keepStorageOnUninstall': true,
        'extensions.webextensions.keepUuidOnUninstall': true,
        'browser.download.folderList': 2,
        'browser.download.dir': downloads,
        'browser.download.useDownloadDir': true,
        'browser.sessionstore.resume_from_crash': false,
        ...prefs,
      },
    })
    return firefox
  }
  const drivenTab = (page: Page): Tab => {
    // Going away is asked about, and the answer is yes.
    page.on('dialog', dialog => void dialog.accept().catch(() => {}))
    return tabOf(page)
  }
  const open = async (path: string): Promise<Tab> => drivenTab(await firefox.openPage(path))
  const addressOf = (page: Page) => page.evaluate('location.href').catch(() => '') as Promise<string>

  async function cachetPages(path = ''): Promise<Page[]> {
    const pages = await firefox.browser.pages()
    const addresses = await Promise.all(pages.map(addressOf))
    return pages.filter((_, at) => new RegExp(`^moz-extension://[^/]+/${path}`).test(addresses[at] ?? ''))
  }
  async function write(rules: Written): Promise<void> {
    ruled ??= await ruledFirefox()
    await ruled.change(rules)
  }
  if (rules) await write(rules)
  const first = await start()
  if (build === 'real') await closeWelcomeInFirefox(first)
  return {
    name: 'Firefox',
    open,
    popup: () => open('popup.html'),
    async visit(address) {
      const page = await firefox.browser.newPage()
      // Not waited for: it may never arrive.
      page.goto(address).catch(() => {})
      return {
        ...drivenTab(page),
        async goTo(address) {
          await page.bringToFront()
          await typeAddress(page, address)
        },
        trail: async () => trailOf(page, await addressOf(page)),
      }
    },
    async loseTheRace() {
      // The page stays: what it put there would go with it.
      await (await open('opener.html')).evaluate(async () => {
        const background = (await chrome.runtime.getBackgroundPage()) as unknown as {
          browser: { tabs: { update: unknown } }
        }
        const { tabs } = background.browser
        const { update } = tabs
        tabs.update = () => {
          tabs.update = update
          return Promise.resolve({})
        }
      })
    },
    async tabsAt(path) {
      await expect
        .poll(async () => (await cachetPages(path)).length, { message: `a tab at ${path}` })
        .toBeGreaterThan(0)
      return (await cachetPages(path)).map(drivenTab)
    },
    async evaluate(run, arg) {
      const powers = await open('opener.html')
      try {
        return await powers.evaluate(run, arg)
      } finally {
        await powers.close()
      }
    },
    async stopWorker() {
      await inBrowser(firefox.page, async () => {
        const { extension } = WebExtensionPolicy.getByID('cachet@cachet.example')
        // It may stay, as after a rest: Firefox looks first whether it is still at work.
        await extension.terminateBackground({ ignoreDevToolsAttached: true })
      })
    },
    async killAndStart() {
      const gone = new Promise(done => firefox.browser.once('disconnected', done))
      firefox.browser.process()?.kill('SIGKILL')
      await gone
      await firefox.close().catch(() => {})
      await start()
    },
    async reloadExtension() {
      await inBrowser(firefox.page, async () => {
        const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs')
        await (await AddonManager.getAddonByID('cachet@cachet.example')).reload()
      })
      await loaded(async () => (await cachetPages()).length === 0)
    },
    async update() {
      await replaceByNext(extension, built)
      await firefox.browser.installExtension(extension)
      await loaded(async () => (await cachetPages()).length === 0)
    },
    async rule(rules) {
      await write(rules)
      await firefox.close()
      await start()
    },
    async saved() {
      const names = async () => (await readdir(downloads)).filter(name => !name.endsWith('.part'))
      await expect.poll(async () => (await names()).length, { message: 'a file is saved' }).toBeGreaterThan(0)
      const [name] = await names()
      return readFile(join(downloads, name ?? ''), 'utf8')
    },
    async wipe() {
      await wipe({ firefox, extension })
      for (const name of await readdir(downloads)) await rm(join(downloads, name))
    },
    async close() {
      await firefox.close()
      await ruled?.remove()
      await rm(home, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
