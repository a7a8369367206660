import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import puppeteer, { type Browser, type ElementHandle, type Page } from 'puppeteer-core'
import { findFirefox } from '../../tools/browsers'
import { evaluateInBrowser, sessionOf } from './firefox-powers'
import { type Build, builtExtension, type Language, type Theme } from './launch'
import type { ScreenPoint } from './screen-point'

export type Firefox = {
  browser: Browser
  /** The tab that was there at the start. */
  page: Page
  /** Opens one of the extension's own pages, in a new tab or in one that is given. */
  openPage(path: string, page?: Page): Promise<Page>
  close(): Promise<void>
}

export type FirefoxLaunch = {
  build?: Build
  /** Another Firefox than the one that is found. */
  executable?: string
  /** Another unpacked extension instead of a build. */
  extension?: string
  headed?: boolean
  /** French needs the package firefox-esr-l10n-fr. */
  lang?: Language
  theme?: Theme
  /** Host names that are answered over TLS on a loopback port, all on the same one. */
  hosts?: { names: string[]; port: number }
  prefs?: Record<string, unknown>
  /** The test installs it itself, for good. */
  installed?: 'by the test'
  /** A folder for the profile, for whoever starts Firefox on it again. Otherwise one that goes when it closes. */
  profile?: string
}

/** Firefox makes one up for each profile; a known one gives the extension's pages known addresses. */
const uuid = '3f2b7c1e-6a54-4d0e-9b7f-5d1c0a9e8f42'

/**
 * Firefox with the built extension, spoken to over WebDriver BiDi. Pages are puppeteer's, not Playwright's.
 * Optional permissions are granted without a prompt, and any certificate is accepted.
 */
export async function launchFirefox(launch: FirefoxLaunch = {}): Promise<Firefox> {
  const executablePath = launch.executable ?? findFirefox()
  if (!executablePath) throw new Error('No Firefox found: install it, or name it in FIREFOX_PATH')
  const extension = launch.extension ?? builtExtension('firefox', launch.build ?? 'e2e')
  // Firefox refuses to run as root in somebody else's home, and cannot run without one it may write to.
  const home = await mkdtemp(join(tmpdir(), 'cachet-firefox-'))
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: !launch.headed,
    acceptInsecureCerts: true,
    defaultViewport: null,
    // Without the first, navigating to moz-extension: is refused.
    ...(launch.profile === undefined ? {} : { userDataDir: launch.profile }),
    args: ['--remote-allow-system-access', '--width=1280', '--height=900'],
    env: {
      ...process.env,
      HOME: home,
      XDG_CONFIG_HOME: join(home, '.config'),
      XDG_CACHE_HOME: join(home, '.cache'),
    },
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [await geckoId(extension)]: uuid }),
      'extensions.webextOptionalPermissionPrompts': false,
      ...language(launch.lang ?? 'en'),
      ...colours(launch.theme ?? 'light'),
      ...mapped(launch.hosts),
      ...launch.prefs,
    },
  })
  if (!launch.installed) await browser.installExtension(extension)
  const [first] = await browser.pages()
  return {
    browser,
    page: first ?? (await browser.newPage()),
    openPage: async (path, page) =>
      openExtensionPage(page ?? (await browser.newPage()), `moz-extension://${uuid}/${path}`),
    async close() {
      await browser.close()
      await rm(home, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Runs an expression with Firefox's own powers, in its window. */
export async function inFirefoxItself({ page }: Firefox, expression: string): Promise<void> {
  await evaluateInBrowser(page, expression)
}

/** The display's point in an element, `offset` from its top left corner: for `chooseOurItem(…, { browser: 'firefox' })`. */
export async function pointInFirefox(
  element: ElementHandle<Element>,
  offset: ScreenPoint = { x: 16, y: 12 },
): Promise<ScreenPoint> {
  const corner = await element.evaluate(node => {
    node.scrollIntoView({ block: 'nearest' })
    const box = node.getBoundingClientRect()
    // Firefox alone tells where the content is on the screen, also inside frames.
    const { mozInnerScreenX, mozInnerScreenY } = window as Window & {
      mozInnerScreenX?: number
      mozInnerScreenY?: number
    }
    return { x: (mozInnerScreenX ?? 0) + box.left, y: (mozInnerScreenY ?? 0) + box.top }
  })
  return { x: Math.round(corner.x + offset.x), y: Math.round(corner.y + offset.y) }
}

/**
 * An extension page's load is never told over BiDi, so `page.goto` would wait for ever: navigate without waiting
 * and look. puppeteer offers no such navigation.
 */
async function openExtensionPage(page: Page, url: string): Promise<Page> {
  const { id, session } = sessionOf(page)
  await session.send('browsingContext.navigate', { context: id, url, wait: 'none' })
  await page.waitForFunction(
    address => location.href.startsWith(address) && document.readyState === 'complete',
    { timeout: 10_000 },
    url,
  )
  return page
}

async function geckoId(extension: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(extension, 'manifest.json'), 'utf8'))
  const id = (manifest as { browser_specific_settings?: { gecko?: { id?: string } } })
    .browser_specific_settings?.gecko?.id
  if (!id) throw new Error('The built manifest has no gecko id')
  return id
}

function language(lang: Language): Record<string, unknown> {
  return lang === 'fr' ? { 'intl.locale.requested': 'fr', 'intl.accept_languages': 'fr-FR, fr, en' } : {}
}

function colours(theme: Theme): Record<string, unknown> {
  const dark = theme === 'dark'
  return {
    'ui.systemUsesDarkTheme': dark ? 1 : 0,
    'layout.css.prefers-color-scheme.content-override': dark ? 0 : 1,
  }
}

function mapped(hosts: FirefoxLaunch['hosts']): Record<string, unknown> {
  if (!hosts) return {}
  return {
    'network.dns.localDomains': hosts.names.join(','),
    'network.socket.forcePort': `443=${hosts.port}`,
  }
}
