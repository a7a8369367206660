import { expect, type Page, request } from '@playwright/test'
import { newLinkKey, seal } from '../../../lib/domain/jwe-envelope'
import { makeLink } from '../../../lib/domain/link'
import { storedText } from '../../../lib/domain/sealed-text'
import type { Server } from '../../server/server'
import type { ExtensionWorker } from './worker'

/** A sealed link on its way to its recipient. `key` is its fragment; `plain` the address without it. */
export type Sent = { link: string; plain: string; key: string; stored: string }

/** Puts a sealed secret on a server, also on one over TLS, for an origin under which browsers are led to it. */
export async function sendSealed(server: Server, origin = server.origin): Promise<Sent> {
  const linkKey = newLinkKey()
  const jwe = await seal({ text: 'hunter2-Correct' }, { linkKey })
  const stored = storedText(jwe, 'This secret is sealed.', 10_000)
  const asking = await request.newContext({ ignoreHTTPSErrors: true })
  const form = { secret: stored, ttl: '3600' }
  const answer: unknown = await (await asking.post(`${server.origin}/api/v1/share`, { form })).json()
  await asking.dispose()
  const { secret_key: secretKey } = answer as { secret_key: string }
  const link = await makeLink({ origin, secretKey, linkKey, passphrase: false })
  return { link, plain: `${origin}/secret/${secretKey}`, key: new URL(link).hash, stored }
}

/** Follows a link as the address bar does; that it never arrives there, or not whole, is no failure. */
export const visit = (page: Page, link: string): Promise<unknown> =>
  page.goto(link, { waitUntil: 'commit' }).catch(() => undefined)

/** Waits until a tab shows the page on which a secret is read, and proves that it is this one. */
export async function expectRevealing(
  page: Page,
  worker: ExtensionWorker,
  found: Record<string, unknown>,
): Promise<void> {
  await expect.poll(() => page.url()).toContain(`chrome-extension://${worker.extensionId}/reveal.html#`)
  const kept = Object.values(await worker.evaluate(() => chrome.storage.session.get(null)))
  expect(kept).toContainEqual(expect.objectContaining(found))
}

/** Every address that a tab can be led back to. */
export async function historyOf(page: Page): Promise<string[]> {
  const cdp = await page.context().newCDPSession(page)
  const { entries } = await cdp.send('Page.getNavigationHistory')
  await cdp.detach()
  return entries.map(({ url }) => url)
}

/** Nothing was asked that destroys a secret, and all of them are still there. */
export function expectUnread(server: Server, ...sent: Sent[]): void {
  expect(server.log.filter(({ path }) => /\/api\/(?!v1\/share$)/.test(path))).toEqual([])
  const values = server.secrets().map(({ value }) => value)
  for (const { stored } of sent) expect(values).toContain(stored)
}

/** The next time that the extension wants a tab elsewhere, nothing comes of it: the site's page is faster. */
export async function loseTheRace(worker: ExtensionWorker): Promise<void> {
  await worker.evaluate(() => {
    const update = chrome.tabs.update
    Object.assign(chrome.tabs, {
      update: () => {
        Object.assign(chrome.tabs, { update })
        return Promise.resolve({})
      },
    })
  })
}

/** A browser that has just begun with the extension tells it of requests from when it has asked to be told. */
export async function untilListening(worker: ExtensionWorker): Promise<void> {
  await expect
    .poll(() => worker.evaluate(() => chrome.webRequest.onBeforeSendHeaders.hasListeners()))
    .toBe(true)
}
