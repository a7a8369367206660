import { browser } from 'wxt/browser'
import {
  readNoteWanted,
  readPageMessage,
  readPageRequest,
  type Sealed,
  type Told,
} from '../../lib/doors/page-messages'
import type { RevealSessions } from '../../lib/doors/reveal-session'
import type { SettingsDoor } from '../../lib/doors/settings'
import { originOf, regions } from '../../lib/rules/server'
import { revealPage } from './reveal-page'
import { putNote } from './toast'

type World = { settings: Pick<SettingsDoor, 'read'>; revealings: RevealSessions }

/** Where the service was before it had regions. */
const former = 'https://onetimesecret.com'

/** The pages where secrets are read; the browser tells only of those that we may see. */
const pages = { urls: ['*://*/secret/*', '*://*/*/secret/*'], types: ['main_frame' as const] }

/**
 * Sends tabs that were given a sealed link to our own page. Twice the link can be met. On its way: while the
 * site's page is being fetched, the tab is turned round, so that there never is a page, and the browser writes
 * no address with the key into its history. That is a race with the network: whatever page wins it has our
 * script, which comes before its own, and hands the link over.
 */
export function watchSealedLinks(world: World): void {
  const heard = (request: unknown): undefined => {
    const sealed = readPageRequest(request)
    // What fails here is met again in the page.
    if (sealed) void turn(world, sealed).catch(() => {})
  }
  browser.webRequest.onBeforeSendHeaders.addListener(heard, pages, ['requestHeaders'])
  browser.runtime.onMessage.addListener((raw: unknown, sender): Promise<Told> | undefined => {
    const noteIn = readNoteWanted(raw, sender, browser.runtime.id)
    if (noteIn !== undefined)
      return putNote(noteIn).then(
        () => 'taken',
        () => 'refused',
      )
    const sealed = readPageMessage(raw, sender, browser.runtime.id)
    return sealed && handOver(world, sealed).catch(() => 'refused' as const)
  })
}

async function turn(world: World, sealed: Sealed): Promise<void> {
  const [known, elsewhere] = await Promise.all([isKnown(world, sealed), needsWindow(sealed)])
  // There the person must be told where it went, which takes the page.
  if (known && !elsewhere) await show(world, sealed, sealed.tabId)
}

async function handOver(world: World, sealed: Sealed): Promise<Told> {
  if (!(await isKnown(world, sealed))) return 'notOurs'
  const elsewhere = await needsWindow(sealed)
  await show(world, sealed, elsewhere ? await newWindow() : sealed.tabId)
  return elsewhere ? 'elsewhere' : 'taken'
}

async function isKnown({ settings }: World, { origin }: Sealed): Promise<boolean> {
  return [...regions.map(originOf), former, ...(await settings.read()).servers].includes(origin)
}

/** Chromium has no room for our pages in a private tab, so a window beside it shows them. */
async function needsWindow({ tabId }: Sealed): Promise<boolean> {
  return !import.meta.env.FIREFOX && (await browser.tabs.get(tabId)).incognito
}

async function newWindow(): Promise<number> {
  const opened = await browser.windows.create({ url: 'about:blank', incognito: false, focused: true })
  const id = opened?.tabs?.[0]?.id
  if (id === undefined) throw new Error('the new window has no tab')
  return id
}

async function show({ revealings }: World, { found }: Sealed, tabId: number): Promise<void> {
  // Met twice, it is still one.
  const token = (await revealings.sentTo(tabId, found.given)) ?? (await revealings.add({ ...found, tabId }))
  try {
    await browser.tabs.update(tabId, { url: revealPage(token) })
  } catch (error) {
    await revealings.forget(token)
    throw error
  }
}
