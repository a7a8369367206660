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

/** The pages where secrets are read; the browser tells only of those that we may see. */
const pages = { urls: ['*://*/secret/*', '*://*/*/secret/*'], types: ['main_frame' as const] }

/**
 * Sends tabs that were given a sealed link to our own page. Twice the link can be met. On its way: while the
 * site's page is being fetched, the tab is turned round, so that there never is a page, and the browser writes
 * no address with the key into its history. That is a race with the network: whatever page wins it has our
 * script, which comes before its own, and hands the link over.
 */
export function redirectSealedLinks({ known, revealings }: Services): void {
  const redirect = createRedirect({ settings: known, revealings, needsWindow, newWindow, show })
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

/** Chromium has no room for our pages in a private tab, so a window beside it shows them. */
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
