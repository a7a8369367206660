import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import type { Page as FirefoxPage } from 'puppeteer-core'
import { startServer } from '../../server/server'
import { findChromium } from '../../tools/browsers'
import { type BrowserPool, createBrowserPool } from './browser-pool'
import { test as base } from './extension'
import { builtExtension } from './launch'
import { wipeTabs } from './shared-chromium'

/** A person's clicks and key presses, counted. Pasting and copying are the keyboard's. */
export type Counted = { clicks: number; keys: number }

type Fixtures = {
  /** `opener.html` as the extension ships it, in a folder of its own. */
  openerFolder: string
  /** Its `file:` address. */
  openerFile: string
  /** Its address on the secrets' own server. */
  ownOpener: string
  openerHtml: string
  /** An extension that does nothing: the harness wants one, the person has none. */
  nothing: string
  /** Everything the browser asked for; every error of its consoles, and where. */
  asked: string[]
  complaints: string[]
}

/** Chromium as a person has it who has no extension. */
export const test = base.extend<Fixtures, { bare: BrowserPool<string, BrowserContext> }>({
  openerHtml: async ({ build }, use) =>
    use(await readFile(join(builtExtension('chrome', build), 'opener.html'), 'utf8')),
  openerFolder: async ({ openerHtml }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'cachet opener é-'))
    await writeFile(join(folder, 'opener.html'), openerHtml)
    await use(folder)
    await rm(folder, { recursive: true })
  },
  openerFile: async ({ openerFolder }, use) => use(pathToFileURL(join(openerFolder, 'opener.html')).href),
  server: async ({ serverOptions, openerFolder }, use) => {
    const server = await startServer({ ...serverOptions, files: { at: '/', folder: openerFolder } })
    await use(server)
    await server.close()
  },
  ownOpener: async ({ server }, use) => use(`${server.origin}/opener.html`),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
  nothing: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'cachet-nothing-'))
    const gecko = { id: 'nothing@cachet.example' }
    const manifest = {
      manifest_version: 3,
      name: 'Nothing',
      version: '1',
      browser_specific_settings: { gecko },
    }
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest))
    await use(folder)
    await rm(folder, { recursive: true })
  },
  bare: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
    async ({}, use) => {
      const close = (context: BrowserContext) => context.close()
      const wipe = async (context: BrowserContext) => void (await wipeTabs(context))
      const pool = createBrowserPool({ start: launchBare, wipe, close })
      await use(pool)
      await pool.close()
    },
    { scope: 'worker' },
  ],
  context: async ({ bare, lang }, use) => {
    const { browser, giveBack } = await bare.borrow(lang === 'fr' ? 'fr-FR' : 'en-GB')
    await use(browser)
    await giveBack()
  },
  asked: async ({ context }, use) => {
    const asked: string[] = []
    context.on('request', request => asked.push(request.url()))
    await use(asked)
  },
  complaints: async ({ context }, use) => {
    const complaints: string[] = []
    context.on('console', message => {
      if (message.type() === 'error' || /policy/i.test(message.text()))
        complaints.push(`${message.location().url}: ${message.text()}`)
    })
    context.on('weberror', error => complaints.push(`opener.html: ${String(error.error())}`))
    await use(complaints)
  },
})

async function launchBare(locale: string): Promise<BrowserContext> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('No Chromium found: install it, or name it in CHROMIUM_PATH')
  return chromium.launchPersistentContext('', {
    executablePath,
    // Root has no sandbox; everybody else keeps it.
    chromiumSandbox: process.getuid?.() !== 0,
    viewport: { width: 900, height: 1000 },
    colorScheme: 'light',
    locale,
    args: [
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-gpu',
    ],
  })
}

export function countedPerson() {
  const count: Counted = { clicks: 0, keys: 0 }
  return {
    count,
    click: async (what: { click: () => Promise<void> }) => {
      count.clicks++
      await what.click()
    },
    press: async ({ keyboard }: Page, keys: string) => {
      count.keys++
      await keyboard.press(keys)
    },
    /** Puppeteer's keyboard holds and lets go by hand. */
    control: async ({ keyboard }: FirefoxPage, key: 'a' | 'c' | 'v') => {
      count.keys++
      await keyboard.down('Control')
      await keyboard.press(key)
      await keyboard.up('Control')
    },
  }
}
