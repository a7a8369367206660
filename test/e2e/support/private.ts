import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, expect } from '@playwright/test'
import { findChromium } from '../../tools/browsers'
import { builtExtension } from './launch'
import { type ExtensionWorker, extensionWorker } from './worker'

/**
 * Chromium with the extension allowed in private windows, as a person does on chrome://extensions. That reloads
 * the extension, after which the debugger has lost it: so it is done in a run before.
 */
export async function withPrivateWindows(
  args: string[],
  use: (context: BrowserContext, worker: ExtensionWorker) => Promise<void>,
): Promise<void> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('No Chromium found')
  const profile = await mkdtemp(join(tmpdir(), 'cachet-private-'))
  const extension = builtExtension('chrome', 'e2e')
  const launch = () =>
    chromium.launchPersistentContext(profile, {
      executablePath,
      headless: true,
      chromiumSandbox: process.getuid?.() !== 0,
      viewport: null,
      args: [
        `--disable-extensions-except=${extension}`,
        `--load-extension=${extension}`,
        '--no-first-run',
        '--disable-background-networking',
        '--disable-gpu',
        '--ignore-certificate-errors',
        ...args,
      ],
    })
  try {
    await during(launch, async context => {
      const { extensionId } = await answered('its worker', extensionWorker(context))
      await answered('its private windows allowed', allow(context, extensionId))
    })
    await during(launch, async context =>
      use(context, await answered('its worker after a start', extensionWorker(context))),
    )
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** A browser for as long as it is used, also where that fails. */
async function during(
  launch: () => Promise<BrowserContext>,
  use: (context: BrowserContext) => Promise<void>,
): Promise<void> {
  const context = await launch()
  try {
    await use(context)
  } finally {
    await answered('the browser closed', context.close())
  }
}

/** What is asked of the browser has no time limit of its own: without one, nobody learns which question went unanswered. */
export async function answered<Answer>(what: string, asking: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: the browser does not answer`)), 30_000)
  })
  return Promise.race([asking, late]).finally(() => clearTimeout(timer))
}

type DeveloperPrivate = {
  updateExtensionConfiguration(change: { extensionId: string; incognitoAccess: boolean }): Promise<void>
  getExtensionInfo(id: string): Promise<{ incognitoAccess: { isActive: boolean } }>
}

async function allow(context: BrowserContext, extensionId: string): Promise<void> {
  const page = await context.newPage()
  await page.goto('chrome://extensions')
  const allowed = (change: boolean) =>
    page.evaluate(
      async ([extensionId, change]) => {
        const developer = Reflect.get(chrome, 'developerPrivate') as DeveloperPrivate
        if (change) await developer.updateExtensionConfiguration({ extensionId, incognitoAccess: true })
        return (await developer.getExtensionInfo(extensionId)).incognitoAccess.isActive
      },
      [extensionId, change] as const,
    )
  await allowed(true)
  await expect.poll(() => allowed(false)).toBe(true)
}

/** A menu click without the menu, which only a display has. The e2e build may look into loopback without a click. */
export async function shareFromPrivateTab(worker: ExtensionWorker, url: string): Promise<void> {
  const shared = worker.evaluate(async url => {
    const window = await chrome.windows.create({ incognito: true, url })
    const [tab] = await chrome.tabs.query({ windowId: window?.id ?? -1 })
    const select = async () => {
      const [injected] = await chrome.scripting.executeScript({
        target: { tabId: tab?.id ?? -1 },
        func: () => {
          getSelection()?.selectAllChildren(document.body)
          return getSelection()?.toString()
        },
      })
      return injected?.result
    }
    const until = Date.now() + 20_000
    while ((await select().catch(() => '')) !== 'hunter2') {
      if (Date.now() > until) throw new Error('the private tab does not show its text')
      await new Promise(resolve => setTimeout(resolve, 50))
    }
    const clicked = Reflect.get(chrome.contextMenus.onClicked, 'dispatch') as (...told: unknown[]) => void
    clicked.call(chrome.contextMenus.onClicked, { menuItemId: 'share', frameId: 0, pageUrl: url }, tab)
  }, url)
  await answered('a private window with a page', shared)
}
