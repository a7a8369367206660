import { type BrowserContext, expect, type Page } from '@playwright/test'
import type { Firefox } from './firefox'
import { inBrowser } from './firefox-powers'

export const welcomePages = (context: BrowserContext): Page[] =>
  context.pages().filter(page => page.url().endsWith('/welcome.html'))

/** Closes the page that what people install opens by itself, once it is there. The builds of most tests do without it. */
export async function closeWelcome(context: BrowserContext): Promise<void> {
  const find = () => welcomePages(context)[0]
  await expect
    .poll(() => find() !== undefined, { message: 'the welcome page opens', intervals: [20] })
    .toBe(true)
  const welcome = find()
  // A tab that is closed while it loads takes the keyboard along, and with it the popup that comes next.
  await welcome?.waitForLoadState()
  await welcome?.close()
  await context.pages()[0]?.bringToFront()
}

/** How many of Firefox's tabs show it; closes them if asked to. */
export const welcomeTabs = ({ page }: Pick<Firefox, 'page'>, close = false): Promise<number> =>
  inBrowser(
    page,
    close => {
      const found = [...gBrowser.tabs].filter(tab =>
        tab.linkedBrowser.currentURI.spec.endsWith('/welcome.html'),
      )
      if (close) for (const tab of found) gBrowser.removeTab(tab, { animate: false, skipPermitUnload: true })
      return found.length
    },
    close,
  )

export async function closeWelcomeInFirefox(firefox: Pick<Firefox, 'page'>): Promise<void> {
  await expect
    .poll(() => welcomeTabs(firefox, true), { message: 'the welcome page opens', intervals: [20] })
    .toBe(1)
}
