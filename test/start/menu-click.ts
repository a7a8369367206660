import type { Page } from '@playwright/test'
import { chooseOurItem } from '../e2e/support/native-menu'
import { pointInSelection } from '../e2e/support/screen-point'
import type { ExtensionWorker } from '../e2e/support/worker'
import { findCommand } from '../tools/browsers'
import { startDisplay } from '../tools/display'
import type { Tidying } from './tidying'

/** How the menu's item is chosen when nobody is there to do it. */
export type MenuClick = {
  /** Whether the browser needs a window for it. */
  headed: boolean
  how: string
  share(page: Page, worker: ExtensionWorker): Promise<void>
}

/** The browser's own menu where a screen that nobody sees can be had, else its message to the extension. */
export async function chooseMenuClick(tidying: Tidying): Promise<MenuClick> {
  const display = findCommand('xdotool') ? await startDisplay().catch(() => undefined) : undefined
  if (!display) return dispatched
  tidying.later(() => display.stop())
  process.env.DISPLAY = display.name
  return native
}

const native: MenuClick = {
  headed: true,
  how: "a real right click and the browser's own menu, on a display that nobody sees",
  share: async page => chooseOurItem(await pointInSelection(page.mainFrame())),
}

/** No headless browser has a menu. A click that is only told gives no right to the page; the build has its own. */
const dispatched: MenuClick = {
  headed: false,
  how: 'told to the extension, as a headless browser has no menu',
  share: (_, worker) =>
    worker.evaluate(async () => {
      const [tab] = await chrome.tabs.query({ active: true })
      const clicks: unknown = chrome.contextMenus.onClicked
      const { dispatch } = clicks as { dispatch(info: { menuItemId: string }, tab: unknown): void }
      dispatch.call(clicks, { menuItemId: 'share' }, tab)
    }),
}
