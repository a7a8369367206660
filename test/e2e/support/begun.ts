import type { Page } from '@playwright/test'
import type { ShareOptions } from '../../../lib/domain/draft'
import { addAccount, alice, billing } from './accounts'
import { composerIn } from './composer'
import { test as base } from './extension'
import { chooseServer } from './journey'

export { expect } from './extension'

type Composer = Awaited<ReturnType<typeof composerIn>>

type Beginnings = {
  /** Chooses the test's server for the next secret; the first tab is in front. */
  begin: (options?: Partial<ShareOptions>) => Promise<void>
  /** Begins, with an account on the server (`serverOptions: { accounts: [alice] }`), added in the settings. */
  beginWithAccount: (options?: Partial<ShareOptions>, name?: string) => Promise<void>
  /** Opens the popup and writes a text. */
  write: (text: string) => Promise<{ opened: Page; composer: Composer }>
}

/** Playwright's `test` with the extension, and how most journeys begin. */
export const test = base.extend<Beginnings>({
  begin: async ({ page, worker, server }, use) =>
    use(async options => {
      await chooseServer(worker, server.origin, options)
      await page.bringToFront()
    }),
  beginWithAccount: async ({ begin, lang, openPage, page, server }, use) =>
    use(async (options, name = billing) => {
      await begin(options)
      const settings = await openPage('options.html')
      await addAccount(settings, server.origin, alice, name, lang)
      await settings.close()
      await page.bringToFront()
    }),
  write: async ({ lang, popup }, use) =>
    use(async text => {
      const opened = await popup()
      const composer = await composerIn(opened, lang)
      await composer.write(text)
      return { opened, composer }
    }),
})
