import type { Page } from '@playwright/test'
import type { Entry } from '../../../lib/domain/history-entry'
import type { Server } from '../../server/server'
import { expect } from './extension'
import type { ExtensionWorker } from './worker'

/** Shares from the popup, as a person does; the popup is closed afterwards. The link. */
export async function shareFrom(popup: () => Promise<Page>, text: string): Promise<string> {
  const opened = await popup()
  // An account's list may come in beside it: what was made elsewhere is not this one.
  const known = () =>
    opened.evaluate(async () =>
      Object.entries(await chrome.storage.local.get(null)).filter(
        ([key, value]) => key.startsWith('entry:') && !(value as Entry).imported,
      ),
    )
  const before = await known()
  await opened.getByRole('textbox', { name: 'Your secret' }).fill(text)
  await opened.getByRole('button', { name: 'Share as secret' }).click()
  const link = await opened.getByRole('textbox', { name: 'One-time link' }).inputValue()
  // The link is told at once, the history is written beside it.
  await expect.poll(async () => (await known()).length).toBe(before.length + 1)
  await opened.close()
  return link
}

/** What the history keeps, as it lies in storage. */
export async function keptEntries(worker: Pick<ExtensionWorker, 'evaluate'>): Promise<Entry[]> {
  const kept = await worker.evaluate(() => chrome.storage.local.get(null))
  return Object.entries(kept).flatMap(([key, value]) => (key.startsWith('entry:') ? [value as Entry] : []))
}

/** So much time passes, in milliseconds: on the server, and for what waits here. */
export async function pass(
  worker: Pick<ExtensionWorker, 'evaluate'>,
  server: Server,
  ms: number,
): Promise<void> {
  server.advance(ms)
  await worker.evaluate(async ms => {
    const kept = await chrome.storage.local.get(null)
    for (const [key, value] of Object.entries(kept)) {
      if (key.startsWith('recent:')) {
        const list = value as { asked: number }
        await chrome.storage.local.set({ [key]: { ...list, asked: list.asked - ms } })
      }
      if (!key.startsWith('entry:w:')) continue
      const entry = value as Entry
      const { created, expires, checked } = entry
      const older = checked === undefined ? {} : { checked: checked - ms }
      await chrome.storage.local.set({
        [key]: { ...entry, created: created - ms, expires: expires - ms, ...older },
      })
    }
  }, ms)
}

/** Sets the alarm off until `known` is so: writing to the history sets it anew, which may be in between. */
export async function ringUntil(
  worker: Pick<ExtensionWorker, 'evaluate'>,
  known: () => Promise<unknown>,
): Promise<void> {
  await expect
    .poll(
      async () => {
        if (await known()) return true
        await worker.evaluate(() => chrome.alarms.create('watch', { when: Date.now() }))
        return known()
      },
      { intervals: [300] },
    )
    .toBe(true)
}

/** Sets the alarm off, and waits until the round is over: what waits is woken for later, or nothing is. */
export async function ring(worker: Pick<ExtensionWorker, 'evaluate'>): Promise<void> {
  const next = async () =>
    worker.evaluate(async () => (await chrome.alarms.get('watch'))?.scheduledTime ?? Number.POSITIVE_INFINITY)
  await worker.evaluate(() => chrome.alarms.create('watch', { when: Date.now() }))
  await expect
    .poll(async () => ((await next()) ?? Number.POSITIVE_INFINITY) > Date.now() + 3_000, { intervals: [100] })
    .toBe(true)
}

export const stateOf = async (worker: Pick<ExtensionWorker, 'evaluate'>): Promise<string | undefined> =>
  (await keptEntries(worker)).at(0)?.state

export const badge = (worker: Pick<ExtensionWorker, 'evaluate'>): Promise<string> =>
  worker.evaluate(() => chrome.action.getBadgeText({}))

/** The questions that were asked about secrets. */
export const questions = (server: Server) =>
  server.log.filter(({ method, path }) => method === 'GET' && path.includes('/private/'))

/** Asks the background from a page of the extension, as our own pages do. */
export const askFrom = (page: Page, name: string, ask?: unknown): Promise<unknown> =>
  page.evaluate(question => chrome.runtime.sendMessage(question), { to: 'background', name, ask })
