import type { ExtensionWorker } from './worker'

/** Fills the browser's memory for extensions until not another word fits. */
export const fillMemory = (worker: Pick<ExtensionWorker, 'evaluate'>): Promise<void> =>
  worker.evaluate(async () => {
    const { session } = chrome.storage
    for (let size = 8_000_000, at = 0; size >= 1; size = Math.floor(size / 2), at++) {
      const fits = () =>
        session.set({ [`filler-${at++}`]: 'x'.repeat(size) }).then(
          () => true,
          () => false,
        )
      while (await fits());
    }
  })

/** Gives the room back. */
export const emptyMemory = (worker: Pick<ExtensionWorker, 'evaluate'>): Promise<void> =>
  worker.evaluate(async () => {
    const keys = Object.keys(await chrome.storage.session.get(null))
    await chrome.storage.session.remove(keys.filter(key => key.startsWith('filler-')))
  })
