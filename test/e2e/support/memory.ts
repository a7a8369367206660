import type { ExtensionWorker } from './worker'

/** Fills the browser's memory for extensions until hardly a word fits. */
export const fillMemory = (worker: Pick<ExtensionWorker, 'evaluate'>): Promise<void> =>
  worker.evaluate(async () => {
    const { session } = chrome.storage
    for (let size = 8_000_000; size >= 1; size = Math.floor(size / 2)) {
      await session.set({ [`filler-${size}`]: 'x'.repeat(size) }).catch(() => {})
    }
  })
