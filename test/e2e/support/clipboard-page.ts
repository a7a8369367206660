import type { BrowserContext } from '@playwright/test'
import { expect } from './extension'
import type { ExtensionWorker } from './worker'

/** The clipboard's hidden page, as one that never answers, or as one whose clipboard refuses. */
export async function spoilClipboard(
  context: BrowserContext,
  worker: ExtensionWorker,
  how: 'hangs' | 'refuses',
): Promise<void> {
  await worker.evaluate(async () => {
    if (await chrome.offscreen.hasDocument()) await chrome.offscreen.closeDocument()
    await chrome.offscreen.createDocument({
      url: 'offscreen.html',
      reasons: ['CLIPBOARD'],
      justification: 'A test.',
    })
  })
  const find = () => context.pages().find(page => page.url().endsWith('/offscreen.html'))
  await expect.poll(() => find() !== undefined).toBe(true)
  await find()?.evaluate(hangs => {
    document.execCommand = () => (hangs ? (new Promise(() => {}) as unknown as boolean) : false)
  }, how === 'hangs')
}
