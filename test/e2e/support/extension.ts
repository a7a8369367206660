import { type BrowserContext, test as base, type Page } from '@playwright/test'
import { type Build, builtExtension, type Language, launchChromium, type Theme } from './launch'
import { openPopup } from './popup'
import { type ExtensionWorker, extensionWorker } from './worker'

export { expect } from '@playwright/test'

/** Chosen with `test.use({ … })`, for a file or a `describe`. */
export type Options = {
  lang: Language
  theme: Theme
  build: Build
  /** Set by the project: tests tagged `@headed` have a window on the display. Not for `test.use`. */
  headed: boolean
  /** Extra options for Chromium's command line. */
  browserArgs: string[]
  /**
   * Host name → loopback port that answers for it. A fixture as well, for ports known only at run time:
   * `test.extend({ hosts: async ({ front }, use) => use({ 'eu.onetimesecret.com': front.port }) })`.
   */
  hosts: Record<string, number>
}

export type Fixtures = {
  /** A fresh Chromium with the built extension. */
  context: BrowserContext
  /** Its first tab, in front. */
  page: Page
  worker: ExtensionWorker
  extensionId: string
  /** Opens one of the extension's own pages in a new tab: `openPage('options.html')`. */
  openPage: (path: string) => Promise<Page>
  /** Opens the real toolbar popup: a page, though one that closes as soon as another is opened. */
  popup: () => Promise<Page>
}

/** Playwright's `test`, with the built extension in a real Chromium. */
export const test = base.extend<Options & Fixtures>({
  lang: ['en', { option: true }],
  theme: ['light', { option: true }],
  build: ['e2e', { option: true }],
  headed: [false, { option: true }],
  browserArgs: [[], { option: true }],
  hosts: [{}, { option: true }],

  context: async ({ lang, theme, build, headed, hosts, browserArgs }, use) => {
    const extension = builtExtension('chrome', build)
    const context = await launchChromium({ extension, lang, theme, headed, hosts, args: browserArgs })
    await use(context)
    await context.close()
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
})
