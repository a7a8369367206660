import { type BrowserContext, test as base, type Page } from '@playwright/test'
import { type Server, type Options as ServerOptions, startServer } from '../../server/server'
import { type Firefox, type FirefoxLaunch, launchFirefox } from './firefox'
import {
  type Build,
  builtExtension,
  type Certificates,
  type Hosts,
  type Language,
  launchChromium,
  type Theme,
} from './launch'
import { servePages, type TestPages } from './pages'
import { openPopup } from './popup'
import { createSharedChromiums, type SharedChromiums } from './shared-chromium'
import { createSharedFirefoxes, type SharedFirefoxes } from './shared-firefox'
import { closeWelcome, closeWelcomeInFirefox } from './welcome'
import { type ExtensionWorker, extensionWorker } from './worker'

export { expect } from '@playwright/test'

/** Chosen with `test.use({ … })`, for a file or a `describe`. */
export type Options = {
  lang: Language
  theme: Theme
  build: Build
  /** Another unpacked extension's folder instead of a build; '' for none. */
  unpacked: string
  /** Set by the project: tests tagged `@headed` have a window on the display. Not for `test.use`. */
  headed: boolean
  /** Extra options for Chromium's command line. */
  browserArgs: string[]
  /**
   * Host name → loopback port that answers for it, or 'no such host'. A fixture as well, for ports known only at run time:
   * `test.extend({ hosts: async ({ server }, use) => use({ 'eu.onetimesecret.com': server.port }) })`.
   */
  hosts: Hosts
  /** `known`: the tests' own certificates are not trusted, as in people's browsers. */
  certificates: Certificates
  /**
   * A browser of the test's own, gone when it ends: for what changes it for good, or looks at its profile.
   * Otherwise one that was wiped after the test before.
   */
  fresh: boolean
  /** Which generation of server, with which accounts and settings. */
  serverOptions: ServerOptions
}

type OfProcess = { chromiums: SharedChromiums; firefoxes: SharedFirefoxes }

export type Fixtures = {
  /** A Chromium with the built extension, as after its first start. */
  context: BrowserContext
  /** Its first tab, in front. */
  page: Page
  worker: ExtensionWorker
  extensionId: string
  /** Opens one of the extension's own pages in a new tab: `openPage('options.html')`. */
  openPage: (path: string) => Promise<Page>
  /** Opens the real toolbar popup: a page, though one that closes as soon as another is opened. */
  popup: () => Promise<Page>
  /** Firefox with the same choices (language, theme, build, headed), closed when the test ends. Puppeteer's pages. */
  firefox: (more?: FirefoxLaunch) => Promise<Firefox>
  /** A Onetime Secret server on loopback, started when a test asks for it. */
  server: Server
  /** Web pages on loopback, none at first: `pages.put({ '/': { html: '…' } })`. */
  pages: TestPages
}

/** Playwright's `test`, with the built extension in a real Chromium. */
export const test = base.extend<Options & Fixtures, OfProcess>({
  lang: ['en', { option: true }],
  theme: ['light', { option: true }],
  build: ['e2e', { option: true }],
  unpacked: ['', { option: true }],
  headed: [false, { option: true }],
  browserArgs: [[], { option: true }],
  hosts: [{}, { option: true }],
  certificates: ['any', { option: true }],
  fresh: [false, { option: true }],
  serverOptions: [{}, { option: true }],

  chromiums: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
    async ({}, use) => {
      const chromiums = createSharedChromiums()
      await use(chromiums)
      await chromiums.close()
    },
    { scope: 'worker' },
  ],
  firefoxes: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
    async ({}, use) => {
      const firefoxes = createSharedFirefoxes()
      await use(firefoxes)
      await firefoxes.close()
    },
    { scope: 'worker' },
  ],
  context: async (
    { chromiums, fresh, lang, theme, build, unpacked, headed, hosts, certificates, browserArgs },
    use,
  ) => {
    const extension = unpacked || builtExtension('chrome', build)
    const launch = { extension, lang, theme, headed, hosts, certificates, args: browserArgs }
    const welcomes = build === 'real' && !unpacked
    // What is tried on a display is the browser's own affair: its windows, prompts and menus.
    if (fresh || headed || unpacked) {
      const context = await launchChromium(launch)
      if (welcomes) await closeWelcome(context)
      await use(context)
      await context.close()
    } else {
      const { context, giveBack } = await chromiums.borrow(launch)
      if (welcomes) await closeWelcome(context)
      await use(context)
      await giveBack()
    }
  },
  page: async ({ context }, use) => {
    const page = context.pages()[0] ?? (await context.newPage())
    await page.bringToFront()
    await use(page)
  },
  worker: async ({ context }, use) => use(await extensionWorker(context)),
  extensionId: async ({ worker }, use) => use(worker.extensionId),
  openPage: async ({ context, extensionId }, use) =>
    use(async path => {
      const page = await context.newPage()
      await page.goto(`chrome-extension://${extensionId}/${path}`)
      return page
    }),
  popup: async ({ context, worker }, use) => use(() => openPopup(context, worker)),
  firefox: async ({ firefoxes, fresh, lang, theme, build, unpacked, headed }, use) => {
    const done: (() => Promise<void>)[] = []
    await use(async more => {
      const extension = unpacked || builtExtension('firefox', more?.build ?? build)
      const launch = { extension, lang, theme, headed, ...more }
      const welcomes = (more?.build ?? build) === 'real' && !unpacked && !more?.extension && !more?.installed
      const ofItsOwn = fresh || headed || unpacked || more?.extension || more?.executable || more?.installed
      if (ofItsOwn || more?.profile || done.length > 0) {
        const firefox = await launchFirefox(launch)
        done.push(firefox.close)
        if (welcomes) await closeWelcomeInFirefox(firefox)
        return firefox
      }
      const { firefox, giveBack } = await firefoxes.borrow(launch)
      done.push(giveBack)
      if (welcomes) await closeWelcomeInFirefox(firefox)
      return firefox
    })
    await Promise.all(done.map(end => end()))
  },
  server: async ({ serverOptions }, use) => {
    const server = await startServer(serverOptions)
    await use(server)
    await server.close()
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
  pages: async ({}, use) => {
    const pages = await servePages()
    await use(pages)
    await pages.close()
  },
})
