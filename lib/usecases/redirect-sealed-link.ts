import type { RedirectAnswer, SealedPage } from '../adapters/content-script-messages'
import { createKeyedMutex } from '../adapters/keyed-mutex'
import type { RevealSessions } from '../adapters/reveal-session'
import type { SettingsStore } from '../adapters/settings-store'
import { serviceOrigins } from '../domain/server'

export type RedirectSealedLinkWorld = {
  settings: Pick<SettingsStore, 'read'>
  revealings: Pick<RevealSessions, 'sentTo' | 'add' | 'forget'>
  /** Whether our page can't be shown in this tab. */
  needsWindow: (tabId: number) => Promise<boolean>
  /** The id of a tab in a window of its own. */
  newWindow: () => Promise<number>
  /** Leads a tab to our page, where the secret with this token is read. */
  show: (tabId: number, token: string) => Promise<void>
}

/**
 * Sends tabs that were given a sealed link of a known server to our own page. A link may be met twice: on its way, and
 * in the page that won the race. It is still one.
 */
export function createRedirect({
  settings,
  revealings,
  needsWindow,
  newWindow,
  show,
}: RedirectSealedLinkWorld) {
  const turns = createKeyedMutex()

  const isKnown = async (origin: string): Promise<boolean> =>
    serviceOrigins.includes(origin) || (await settings.read()).servers.includes(origin)

  const send = ({ found }: SealedPage, tabId: number): Promise<void> =>
    turns([`${tabId}`], async () => {
      const before = await revealings.sentTo(tabId, found.given)
      const token = before ?? (await revealings.add({ ...found, tabId }))
      try {
        await show(tabId, token)
      } catch (error) {
        await revealings.forget(token)
        throw error
      }
    })

  return {
    /** A tab is about to load such a page. What fails here is met again in the page. */
    async onRequest(sealed: SealedPage): Promise<void> {
      const [known, elsewhere] = await Promise.all([isKnown(sealed.origin), needsWindow(sealed.tabId)])
      // There the person must be told where it went, which takes the page.
      if (known && !elsewhere) await send(sealed, sealed.tabId)
    },
    /** Such a page is loaded, and has handed the link over. Never rejects. */
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
