import type { WebWorker } from 'puppeteer-core'
import { defaultSettings, type Settings } from '../../lib/adapters/settings-store'

/** The settings of somebody who has just installed the extension and chosen this server in the popup. */
export async function chooseServer(worker: WebWorker, server: string): Promise<void> {
  const first = defaultSettings('us')
  const settings: Settings = { ...first, sharing: { ...first.sharing, server }, servers: [server] }
  await worker.evaluate(async settings => {
    // A debugger may meet a worker that has just begun, and has no `chrome` yet.
    while (typeof chrome === 'undefined' || !chrome.storage) await new Promise(soon => setTimeout(soon, 10))
    await chrome.storage.local.set({ settings })
  }, settings)
}
