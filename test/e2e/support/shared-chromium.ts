import type { BrowserContext, Page } from '@playwright/test'
import { createBrowserPool } from './browser-pool'
import { createFront } from './front'
import { type Hosts, type Launch, launchChromium } from './launch'
import { extensionWorker } from './worker'

/** The Chromiums of one test process. Their hosts are answered at ports that stay, and lead where a test wants. */
export function createSharedChromiums() {
  const front = createFront()
  const pool = createBrowserPool<Launch, BrowserContext>({
    start: launchChromium,
    wipe,
    close: context => context.close(),
  })
  return {
    async borrow(launch: Launch) {
      const { hosts, ports } = await behind(launch.hosts ?? {}, front.portFor)
      const { browser: context, giveBack } = await pool.borrow({ ...launch, hosts })
      front.aim(ports)
      return {
        context,
        giveBack: () => {
          front.aim({})
          return giveBack()
        },
      }
    },
    async close() {
      await pool.close()
      await front.close()
    },
  }
}

export type SharedChromiums = ReturnType<typeof createSharedChromiums>

/** The same hosts at ports that stay; and where those lead. */
async function behind(hosts: Hosts, portFor: (host: string) => Promise<number>) {
  const fronted: Hosts = {}
  const ports: Record<string, number> = {}
  for (const [host, port] of Object.entries(hosts).sort()) {
    fronted[host] = port === 'no such host' ? port : await portFor(host)
    if (port !== 'no such host') ports[host] = port
  }
  return { hosts: fronted, ports }
}

/**
 * Makes a browser as it was after its first start: one empty tab, nothing kept, nothing granted, and the extension as just
 * installed.
 */
export async function wipe(context: BrowserContext): Promise<void> {
  const worker = await extensionWorker(context)
  const blank = await wipeTabs(context)
  // What the worker still has in hand must not be written down after the rest has gone.
  await worker.stop()
  await worker.evaluate(forget)
  // It heard all that go away.
  await worker.stop()
  await worker.evaluate(install)
  await blank.evaluate(emptyClipboard)
}

/** Leaves one tab, which is empty, and nothing that sites have kept, or may do. */
export async function wipeTabs(context: BrowserContext): Promise<Page> {
  const blank = await context.newPage()
  const others = context.pages().filter(page => page !== blank)
  await Promise.all(others.map(page => page.close().catch(() => {})))
  await context.setOffline(false)
  await context.clearPermissions()
  const cdp = await context.newCDPSession(blank)
  await cdp.send('Network.clearBrowserCookies')
  await cdp.send('Network.clearBrowserCache')
  // Not service workers: ours is one, and no test's page has another.
  const storageTypes = 'cookies,file_systems,indexeddb,local_storage,cache_storage,websql,storage_buckets'
  await cdp.send('Storage.clearDataForOrigin', { origin: '*', storageTypes })
  await cdp.detach()
  return blank
}

/** Everything that the extension's own powers can take back. */
async function forget(): Promise<void> {
  const { permissions: required = [], host_permissions: hosts = [] } = chrome.runtime.getManifest()
  const granted = await chrome.permissions.getAll()
  const permissions = granted.permissions?.filter(name => !required.includes(name as never)) ?? []
  const origins = granted.origins?.filter(origin => !hosts.includes(origin)) ?? []
  await chrome.permissions.remove({ permissions: permissions as never[], origins }).catch(() => {})
  if (await chrome.offscreen.hasDocument()) await chrome.offscreen.closeDocument()
  if (chrome.notifications)
    for (const id of Object.keys(await chrome.notifications.getAll())) await chrome.notifications.clear(id)
  await chrome.contextMenus.removeAll()
  await chrome.scripting.unregisterContentScripts()
  for (const { name } of await indexedDB.databases()) if (name) indexedDB.deleteDatabase(name)
  for (const name of await caches.keys()) await caches.delete(name)
  await Promise.all([
    chrome.storage.local.clear(),
    chrome.storage.session.clear(),
    chrome.storage.sync.clear(),
  ])
  await chrome.action.setBadgeText({ text: '' })
  await chrome.alarms.clearAll()
}

function emptyClipboard(): void {
  const empty = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', '')
    event.preventDefault()
  }
  addEventListener('copy', empty, { once: true })
  document.execCommand('copy')
}

/** Told of its installation, it puts its menus in again. */
async function install(): Promise<void> {
  await chrome.storage.local.clear()
  await chrome.storage.session.clear()
  await chrome.alarms.clearAll()
  const { onInstalled } = chrome.runtime as unknown as {
    onInstalled: { dispatch(told: { reason: string }): void }
  }
  onInstalled.dispatch({ reason: 'install' })
  const there = () =>
    chrome.contextMenus.update('share', {}).then(
      () => true,
      () => false,
    )
  while (!(await there())) await new Promise(resolve => setTimeout(resolve, 10))
}
