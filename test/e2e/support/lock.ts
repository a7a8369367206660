import type { Page } from '@playwright/test'
import { expect } from './extension'
import { askFrom } from './watching'
import type { ExtensionWorker } from './worker'

export const passphrase = 'correct horse battery'

/** Sets a lock by a question from a page of the extension; it is open afterwards. */
export async function setLock(page: Page, options: { after?: number | null } = {}): Promise<void> {
  await askFrom(page, 'setLock', { passphrase })
  await page.evaluate(async options => {
    const kept = await chrome.storage.local.get('settings')
    const settings = kept.settings as { lock?: object } | undefined
    if (settings) {
      const lock = { after: 15, ...settings.lock, ...options }
      await chrome.storage.local.set({ settings: { ...settings, lock } })
    }
  }, options)
}

/** Presses the lock's keys, as far as the worker can tell. */
export const commandLock = (worker: ExtensionWorker): Promise<void> =>
  worker.evaluate(() => {
    const { onCommand } = chrome.commands as unknown as { onCommand: { dispatch(name: string): void } }
    onCommand.dispatch('lock')
  })

/** All that lies in memory, as text. */
export const memory = (worker: ExtensionWorker): Promise<string> =>
  worker.evaluate(async () => JSON.stringify(await chrome.storage.session.get(null)))

/** All that lies on the disk, as text. */
export const disk = (worker: ExtensionWorker): Promise<string> =>
  worker.evaluate(async () => JSON.stringify(await chrome.storage.local.get(null)))

/** The lock's time is up so many milliseconds from now, whatever was used last. */
export const timeUpIn = (worker: ExtensionWorker, ms: number, alarm = true): Promise<void> =>
  worker.evaluate(
    async ({ ms, alarm }) => {
      const { unlocked } = await chrome.storage.session.get('unlocked')
      const until = Date.now() + ms
      await chrome.storage.session.set({ unlocked: { ...(unlocked as object), until } })
      await chrome.alarms.clear('lock')
      if (alarm) await chrome.alarms.create('lock', { when: until })
    },
    { ms, alarm },
  )

export const field = (page: Page) => page.getByRole('textbox', { name: 'Lock passphrase' })

export async function unlock(page: Page, typed = passphrase): Promise<void> {
  await field(page).fill(typed)
  await page.getByRole('button', { name: 'Unlock', exact: true }).click()
}

/** Neither in sight nor anywhere in the page. */
export async function expectNothingIn(page: Page, words: readonly string[]): Promise<void> {
  await expect(field(page)).toBeVisible()
  const all = await page.evaluate(() => {
    const fields = [...document.querySelectorAll('input, textarea')] as HTMLInputElement[]
    return document.documentElement.outerHTML + fields.map(({ value }) => value).join('\n')
  })
  for (const word of words) expect(all).not.toContain(word)
}
