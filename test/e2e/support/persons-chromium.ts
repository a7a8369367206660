import { cp, mkdtemp, readFile, readlink, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, type Download, expect, type Page } from '@playwright/test'
import { builtExtension, launchChromium } from './launch'
import { earlierVersion, type PersonsBrowser, replaceByNext, type Start } from './persons-browser'
import { idOfItsOwn, rulesFor, type Written } from './policy'
import { openPopup } from './popup'
import { historyOf, loseTheRace, untilListening, visit } from './recipient'
import { wipe } from './shared-chromium'
import { loaded, type Tab, tabOf } from './tab'
import { type ExtensionWorker, extensionWorker } from './worker'

export type PersonsChromium = PersonsBrowser & {
  context(): BrowserContext
  worker(): ExtensionWorker
  /** Runs a script in every page from now on, before the page's own. */
  inPages(script: string): Promise<void>
  /** Waits until a page of ours is open that nobody sees: Chromium then takes no update. */
  keepsAwake(): Promise<void>
}

/** Chromium on a profile of its own, and on a copy of the extension, whose files may change. */
export async function personsChromium({
  build = 'e2e',
  from,
  rules,
  hosts,
}: Start = {}): Promise<PersonsChromium> {
  const home = await mkdtemp(join(tmpdir(), 'cachet-persons-chromium-'))
  const [extension, profile] = [join(home, 'extension'), join(home, 'profile')]
  const built = builtExtension('chrome', build)
  if (from) await earlierVersion(extension, built)
  else await cp(built, extension, { recursive: true })
  // The file with the rules names an extension that only this browser has.
  const written = rules && rulesFor(await idOfItsOwn(extension))
  let context: BrowserContext
  let worker: ExtensionWorker
  let id = ''
  let reloaded = false
  const downloads: Download[] = []
  const scripts: { dispose(): Promise<void> }[] = []

  async function start(): Promise<void> {
    const answered = Object.fromEntries(hosts?.names.map(name => [name, hosts.port]) ?? [])
    context = await launchChromium({ extension, profile, hosts: answered })
    worker = await extensionWorker(context)
    id = worker.extensionId
    reloaded = false
    const listen = (page: Page) => page.on('download', download => downloads.push(download))
    context.pages().forEach(listen)
    context.on('page', listen)
  }
  const at = (path: string) => `chrome-extension://${id}/${path}`
  const drivenTab = (page: Page): Tab => tabOf(page)
  // To the front of its window it is already, and it would close if anything else came there.
  const drivenPopup = (page: Page): Tab =>
    tabOf({
      evaluate: source => page.evaluate(source),
      click: selector => page.click(selector),
      close: () => page.close(),
      bringToFront: async () => {},
    })

  async function open(path: string): Promise<Tab> {
    const page = await context.newPage()
    await page.goto(at(path))
    return drivenTab(page)
  }
  async function reload(): Promise<void> {
    await allowReloads(context)
    const powers = await open('opener.html')
    await powers.evaluate(() => setTimeout(() => chrome.runtime.reload())).catch(() => {})
    reloaded = true
    const { version } = JSON.parse(await readFile(join(extension, 'manifest.json'), 'utf8'))
    await expect
      .poll(() => context.pages().filter(page => page.url().startsWith(at(''))).length, {
        message: 'its pages close',
      })
      .toBe(0)
    await loaded(async () => {
      const page = await context.newPage()
      try {
        await page.goto(at('opener.html'))
        return (await page.evaluate(() => chrome.runtime.getManifest().version)) === version
      } finally {
        await page.close()
      }
    })
  }
  async function rule(rules: Written): Promise<void> {
    if (!written) throw new Error('It began without rules')
    written.change(rules)
  }
  if (rules) await rule(rules)
  await start()
  return {
    name: 'Chromium',
    context: () => context,
    worker: () => worker,
    inPages: async script => void scripts.push(await context.addInitScript(script)),
    keepsAwake: () =>
      expect
        .poll(() => worker.evaluate(() => chrome.offscreen.hasDocument()), { message: 'a page stays open' })
        .toBe(true),
    open,
    async popup() {
      // A worker that was reloaded is no longer one that the driver knows.
      if (reloaded) return open('popup.html')
      await context.pages()[0]?.bringToFront()
      return drivenPopup(await openPopup(context, worker))
    },
    async visit(address) {
      await untilListening(worker)
      const page = await context.newPage()
      const goTo = async (address: string) => void (await visit(page, address))
      await goTo(address)
      return { ...drivenTab(page), goTo, trail: () => historyOf(page) }
    },
    loseTheRace: () => loseTheRace(worker),
    async tabsAt(path) {
      const found = () => context.pages().filter(page => page.url().startsWith(at(path)))
      await expect.poll(() => found().length, { message: `a tab at ${path}` }).toBeGreaterThan(0)
      return found().map(drivenTab)
    },
    async evaluate(run, arg) {
      const powers = await open('opener.html')
      try {
        return await powers.evaluate(run, arg)
      } finally {
        await powers.close()
      }
    },
    stopWorker: () => worker.stop(),
    async killAndStart() {
      const pid = Number((await readlink(join(profile, 'SingletonLock'))).split('-').at(-1))
      const closed = context.waitForEvent('close')
      process.kill(pid, 'SIGKILL')
      await closed
      await start()
    },
    reloadExtension: reload,
    async update() {
      await replaceByNext(extension, built)
      await reload()
    },
    rule,
    async saved() {
      await expect.poll(() => downloads.length, { message: 'a file is saved' }).toBeGreaterThan(0)
      const path = await downloads.at(-1)?.path()
      return readFile(path ?? '', 'utf8')
    },
    async wipe() {
      for (const script of scripts.splice(0)) await script.dispose()
      downloads.length = 0
      await wipe(context)
    },
    async close() {
      await context.close()
      written?.remove()
      await rm(home, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Chromium reloads what is unpacked, with another version or not, only for developers. */
async function allowReloads(context: BrowserContext): Promise<void> {
  const page = await context.newPage()
  await page.goto('chrome://extensions')
  await page.evaluate(async () => {
    const developer = Reflect.get(chrome, 'developerPrivate') as {
      updateProfileConfiguration(change: { inDeveloperMode: boolean }): Promise<void>
    }
    await developer.updateProfileConfiguration({ inDeveloperMode: true })
  })
  await page.close()
}
