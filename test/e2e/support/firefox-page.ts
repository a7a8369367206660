import type { Page } from 'puppeteer-core'
import { firstSettings, type Settings } from '../../../lib/doors/settings'

/** Chooses the server for the next secret: from one of the extension's own pages, as Firefox hands out no worker. */
export async function chooseServerIn(page: Page, server: string): Promise<void> {
  const settings: Settings = {
    ...firstSettings('UTC'),
    sharing: { mode: 'sealed', server, account: null, ttl: 3600 },
    servers: [server],
  }
  await page.evaluate(async settings => {
    const { browser } = globalThis as unknown as Extension
    await browser.storage.local.set({ settings })
  }, settings)
}

type Extension = { browser: { storage: { local: { set(items: object): Promise<void> } } } }
