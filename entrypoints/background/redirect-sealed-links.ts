import { browser } from 'wxt/browser'
import {
  type RedirectAnswer,
  readNoteWanted,
  readPageMessage,
  readPageRequest,
} from '../../lib/adapters/content-script-messages'
import { createRedirect } from '../../lib/usecases/redirect-sealed-link'
import { revealPage } from './open-pages'
import type { Services } from './services'
import { putNote } from './toast'

/** Secret pages; the browser reports only those we have permission to see. */
const pages = { urls: ['*://*/secret/*', '*://*/*/secret/*'], types: ['main_frame' as const] }

/**
 * Redirects tabs that open a sealed link to our own page. The link can be caught in two places. In
 * `webRequest`: while the site's page is being fetched we redirect the tab, so the page never loads and the
 * browser doesn't write the address with the key to its history. That is a race with the network: if the page
 * wins, our content script, which runs before the page's own, hands the link over.
 */
export function redirectSealedLinks({ known, revealSessions }: Services): void {
  const redirect = createRedirect({ settings: known, revealSessions, needsWindow, newWindow, show })
  const heard = (request: unknown): undefined => {
    const sealed = readPageRequest(request)
    if (sealed) void redirect.onRequest(sealed).catch(() => {})
  }
  browser.webRequest.onBeforeSendHeaders.addListener(heard, pages, ['requestHeaders'])
  browser.runtime.onMessage.addListener((raw: unknown, sender): Promise<RedirectAnswer> | undefined => {
    const noteIn = readNoteWanted(raw, sender, browser.runtime.id)
    if (noteIn !== undefined)
      return putNote(noteIn).then(
        () => 'taken',
        () => 'refused',
      )
    const sealed = readPageMessage(raw, sender, browser.runtime.id)
    return sealed && redirect.fromPage(sealed)
  })
}

/** Chromium can't show extension pages in a private tab, so we open a window beside it. */
async function needsWindow(tabId: number): Promise<boolean> {
  return !import.meta.env.FIREFOX && (await browser.tabs.get(tabId)).incognito
}

async function newWindow(): Promise<number> {
  const opened = await browser.windows.create({ url: 'about:blank', incognito: false, focused: true })
  const id = opened?.tabs?.[0]?.id
  if (id === undefined) throw new Error('the new window has no tab')
  return id
}

async function show(tabId: number, token: string): Promise<void> {
  await browser.tabs.update(tabId, { url: revealPage(token) })
}
