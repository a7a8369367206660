import { browser } from 'wxt/browser'
import type { RevealSessions } from '../../lib/adapters/reveal-session'

/** Opens the toolbar's popup, where the browser lets us: Firefox only upon a person's own action. */
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
 * Opens the page where a secret is read, with a link as it came; an empty one is asked for there, and so is one for which
 * memory has no room.
 */
export async function openReveal(
  revealings: RevealSessions,
  given: string,
  openerTabId?: number,
): Promise<void> {
  const token = await revealings.add({ given }).catch(() => '')
  await browser.tabs.create({
    url: revealPage(token),
    ...(openerTabId === undefined ? {} : { openerTabId }),
  })
}
