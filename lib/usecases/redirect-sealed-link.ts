import type { RedirectAnswer, SealedPage } from '../adapters/content-script-messages'
import { createKeyedMutex } from '../adapters/keyed-mutex'
import type { RevealSessions } from '../adapters/reveal-session'
import type { SettingsStore } from '../adapters/settings-store'
import { serviceOrigins } from '../domain/server'

export type RedirectSealedLinkWorld = {
  settings: Pick<SettingsStore, 'read'>
  revealSessions: Pick<RevealSessions, 'sentTo' | 'add' | 'forget'>
  /** Whether our page can't be shown in this tab. */
  needsWindow: (tabId: number) => Promise<boolean>
  /** Opens a new window and returns its tab's id. */
  newWindow: () => Promise<number>
  /** Navigates a tab to our page, which reveals the secret with this token. */
  show: (tabId: number, token: string) => Promise<void>
}

/**
 * Redirects tabs that were given a known server's sealed link to our own page. A link may be seen twice, in
 * the request and in the page if that loaded first, but is handled once.
 */
export function createRedirect({
  settings,
  revealSessions,
  needsWindow,
  newWindow,
  show,
}: RedirectSealedLinkWorld) {
  const turns = createKeyedMutex()

  const isKnown = async (origin: string): Promise<boolean> =>
    serviceOrigins.includes(origin) || (await settings.read()).servers.includes(origin)

  const send = ({ found }: SealedPage, tabId: number): Promise<void> =>
    turns([`${tabId}`], async () => {
      const before = await revealSessions.sentTo(tabId, found.given)
      const token = before ?? (await revealSessions.add({ ...found, tabId }))
      try {
        await show(tabId, token)
      } catch (error) {
        await revealSessions.forget(token)
        throw error
      }
    })

  return {
    /**
     * A tab is about to load such a page. If this fails, the content script in the page gets another
     * chance.
     */
    async onRequest(sealed: SealedPage): Promise<void> {
      const [known, elsewhere] = await Promise.all([isKnown(sealed.origin), needsWindow(sealed.tabId)])
      // In that case the user must be told where the link went, which takes the page.
      if (known && !elsewhere) await send(sealed, sealed.tabId)
    },
    /** Such a page has loaded and handed over its link. Never rejects. */
    async fromPage(sealed: SealedPage): Promise<RedirectAnswer> {
      try {
        if (!(await isKnown(sealed.origin))) return 'notOurs'
        const elsewhere = await needsWindow(sealed.tabId)
        await send(sealed, elsewhere ? await newWindow() : sealed.tabId)
        return elsewhere ? 'elsewhere' : 'taken'
      } catch {
        return 'refused'
      }
    },
  }
}
