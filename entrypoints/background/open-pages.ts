import { browser } from 'wxt/browser'
import type { RevealSessions } from '../../lib/adapters/reveal-session'

/** Opens the popup where the browser allows it: Firefox only on a user gesture. False if it refused. */
export async function openPopup(): Promise<boolean> {
  try {
    await browser.action.openPopup()
    return true
  } catch {
    return false
  }
}

export const revealPage = (token: string): string => `${browser.runtime.getURL('/reveal.html')}#${token}`

/**
 * Opens the reveal page with the link as given. If the link is empty, or session storage has no room for it,
 * the page asks for it.
 */
export async function openReveal(
  revealSessions: RevealSessions,
  given: string,
  openerTabId?: number,
): Promise<void> {
  const token = await revealSessions.add({ given }).catch(() => '')
  await browser.tabs.create({
    url: revealPage(token),
    ...(openerTabId === undefined ? {} : { openerTabId }),
  })
}
