import { startServer } from '../server/server'
import { expect, test } from './support/extension'
import { chooseServer, shares } from './support/journey'
import { servePages } from './support/pages'
import { shareFromPrivateTab, withPrivateWindows } from './support/private'
import type { ExtensionWorker } from './support/worker'

const entries = (worker: ExtensionWorker) =>
  worker.evaluate(async () =>
    Object.keys(await chrome.storage.local.get(null)).filter(key => key.startsWith('entry:')),
  )

test('what is shared from a private window leaves no trace in the history, unless the person allows it', async () => {
  const server = await startServer()
  const pages = await servePages({ '/': { html: 'hunter2' } })
  await withPrivateWindows([], async (_, worker) => {
    await chooseServer(worker, server.origin)
    await shareFromPrivateTab(worker, pages.origin)
    const outcome = () =>
      worker.evaluate(async () => JSON.stringify((await chrome.storage.session.get('outcome')).outcome))
    await expect.poll(outcome).toContain('"untold":true')
    expect(shares(server)).toHaveLength(1)
    expect(await entries(worker)).toEqual([])
    expect(await worker.evaluate(() => chrome.alarms.get('watch'))).toBeUndefined()

    await worker.evaluate(async () => {
      const { settings } = await chrome.storage.local.get('settings')
      await chrome.storage.local.set({ settings: { ...(settings as object), keepPrivate: true } })
    })
    await shareFromPrivateTab(worker, pages.origin)
    await expect.poll(() => entries(worker)).toHaveLength(1)
  })
  await Promise.all([server.close(), pages.close()])
})
