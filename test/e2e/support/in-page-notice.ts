import { expect } from '@playwright/test'
import type { ExtensionWorker } from './worker'

/** `ready`: its button was seen for long enough, and works. */
export type SeenNotice = { words: string; button?: { x: number; y: number; ready: boolean } }

/** What the extension says over a page, which neither the page nor a test of it can look into. */
export async function noticeIn(worker: ExtensionWorker, address: string): Promise<SeenNotice | undefined> {
  return worker.evaluate(async (address: string) => {
    const tabs = await chrome.tabs.query({})
    const tabId = tabs.find(({ url }) => url === address)?.id
    if (tabId === undefined) return undefined
    const [seen] = await chrome.scripting.executeScript({
      target: { tabId },
      // A page that was stopped never comes to rest.
      injectImmediately: true,
      func: (): SeenNotice | undefined => {
        const host = document.querySelector('html > [popover]')
        const root = host instanceof HTMLElement && chrome.dom.openOrClosedShadowRoot(host)
        if (!root) return undefined
        const words = root.textContent ?? ''
        const button = root.querySelector('button')
        if (!button) return { words }
        const box = button.getBoundingClientRect()
        const ready = button.ariaDisabled === 'false'
        return { words, button: { x: box.x + box.width / 2, y: box.y + box.height / 2, ready } }
      },
    })
    return seen?.result ?? undefined
  }, address)
}

export async function expectNotice(worker: ExtensionWorker, address: string, words: string): Promise<void> {
  await expect.poll(async () => (await noticeIn(worker, address))?.words ?? '').toContain(words)
  // A button works only once it was seen for a moment.
  await expect.poll(async () => (await noticeIn(worker, address))?.button?.ready ?? true).toBe(true)
}

/** Presses the notice's button as scripts do. */
export async function pressByScript(worker: ExtensionWorker, address: string): Promise<void> {
  await worker.evaluate(async (address: string) => {
    const tabId = (await chrome.tabs.query({})).find(({ url }) => url === address)?.id
    if (tabId === undefined) throw new Error('no such tab')
    await chrome.scripting.executeScript({
      target: { tabId },
      func: () => {
        const host = document.querySelector('html > [popover]')
        const root = host instanceof HTMLElement && chrome.dom.openOrClosedShadowRoot(host)
        if (!root) throw new Error('no notice')
        root.querySelector('button')?.click()
      },
    })
  }, address)
}
