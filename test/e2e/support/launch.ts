import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContext, chromium } from '@playwright/test'
import { findChromium } from '../../tools/browsers'
import { root } from '../../tools/root'

export type Language = 'en' | 'fr' | 'de' | 'es' | 'it' | 'pt-BR' | 'nl' | 'pl' | 'ja' | 'ar'
export type Theme = 'light' | 'dark'

/**
 * `e2e`: a fixed extension id, and loopback among its hosts, so that no permission prompt stands in the way.
 * `real`: what people install, for tests of the prompts themselves.
 */
export type Build = 'e2e' | 'real'

export type Hosts = Record<string, number | 'no such host'>
export type Certificates = 'any' | 'known'

export type Launch = {
  /** The unpacked extension's folder. */
  extension: string
  headed?: boolean
  lang?: Language
  theme?: Theme
  /** Host name → port on loopback where it is answered instead, over TLS or not; or there is no such host. */
  hosts?: Hosts
  /** Which certificates are accepted: any, as the tests' own are self-signed, or those that people's browsers accept. */
  certificates?: Certificates
  args?: string[]
  /** A folder for the profile, for whoever wants to look into it afterwards. Otherwise one that goes with the context. */
  profile?: string
}

// Playwright leaves the toolbar popup out of a context's pages, as its target has no tab ("other"). With this it
// is a page like any other. Undocumented; read when a target appears; `openPopup` says so if it stops working.
process.env.PW_CHROMIUM_ATTACH_TO_OTHER = '1'

/** Chromium with one extension, in a profile of its own that goes when the context closes. */
export async function launchChromium(launch: Launch): Promise<BrowserContext> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('No Chromium found: install it, or name it in CHROMIUM_PATH')
  const { extension, headed = false, lang = 'en', theme = 'light', hosts = {}, args = [] } = launch
  // Of English and Portuguese, browsers know only those of a country.
  const { language, region } = new Intl.Locale(lang).maximize()
  const locale = `${language}-${region}`
  const mapped = Object.entries(hosts).map(
    ([host, port]) => `MAP ${host} ${port === 'no such host' ? '~NOTFOUND' : `127.0.0.1:${port}`}`,
  )
  return chromium.launchPersistentContext(launch.profile ?? '', {
    executablePath,
    headless: !headed,
    // Root has no sandbox; everybody else keeps it.
    chromiumSandbox: process.getuid?.() !== 0,
    // A fixed viewport would also be forced on the popup, whose size is its own affair.
    viewport: null,
    colorScheme: theme,
    // Both are needed: the option for the interface and chrome.i18n, the locale for navigator.language.
    locale,
    args: [
      `--lang=${lang === 'en' ? locale : lang}`,
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      '--window-position=0,0',
      '--window-size=1280,900',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      '--disable-gpu',
      ...(launch.certificates === 'known' ? [] : ['--ignore-certificate-errors']),
      ...(mapped.length > 0 ? [`--host-resolver-rules=${mapped.join(', ')}`] : []),
      ...args,
    ],
  })
}

/** The folder of a build made before the tests ran. */
export function builtExtension(browser: 'chrome' | 'firefox', build: Build): string {
  const folder = join(
    process.env.TEST_BUILDS ?? join(root, '.output'),
    `${browser}-mv3${build === 'e2e' ? '-e2e' : ''}`,
  )
  if (existsSync(join(folder, 'manifest.json'))) return folder
  throw new Error(
    `The extension is not built: run \`npx wxt build -b ${browser}${build === 'e2e' ? ' --mode e2e' : ''}\``,
  )
}
