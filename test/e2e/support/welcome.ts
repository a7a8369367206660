import { type BrowserContext, expect, type Page } from '@playwright/test'
import type { Firefox } from './firefox'
import { inBrowser } from './firefox-powers'

const ofWelcome = (page: Page) => page.url().endsWith('/welcome.html')

export const welcomePages = (context: BrowserContext): Page[] => context.pages().filter(ofWelcome)

/** The page that what people install opens by itself. The builds of most tests do without it. */
export async function welcomeIn(context: BrowserContext): Promise<Page> {
  await expect
    .poll(() => welcomePages(context).length, { message: 'the welcome page opens', intervals: [20] })
    .toBe(1)
  const [page] = welcomePages(context)
  if (!page) throw new Error('The welcome page has gone again')
  return page
}

export async function closeWelcome(context: BrowserContext): Promise<void> {
  await (await welcomeIn(context)).close()
}

/** How many of Firefox's tabs show it; closes them if asked to. */
export const welcomeTabs = ({ page }: Pick<Firefox, 'page'>, close = false): Promise<number> =>
  inBrowser(
    page,
    close => {
      type Shown = { linkedBrowser: { currentURI: { spec: string } } }
      const found = [...gBrowser.tabs].filter(tab =>
        (tab as Shown).linkedBrowser.currentURI.spec.endsWith('/welcome.html'),
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
