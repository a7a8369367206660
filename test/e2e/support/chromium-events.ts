import type { Page } from '@playwright/test'
import type { ExtensionWorker } from './worker'

// Without a display no command's key reaches Chromium, and its context menu can't be pressed. So their events are made in the
// worker, in the tab in front, as Chromium itself sends them: `native-sharing.spec.ts` compares the two.

export type CommandName = 'share-selection' | 'share-and-replace'

/** What Chromium tells of a click in its menu, in the page itself. What it says of a selection is its own rendering of that text. */
export type MenuClick = {
  menuItemId: 'share' | 'reveal'
  editable: boolean
  linkUrl?: string
  pageUrl: string
  selectionText?: string
}

/** As `chrome.commands.onCommand`; `activeTab` is not given by it. */
export async function dispatchCommand(worker: ExtensionWorker, command: CommandName): Promise<void> {
  await worker.evaluate(async command => {
    const [tab] = await chrome.tabs.query({ active: true, windowType: 'normal' })
    const onCommand = chrome.commands.onCommand as unknown as { dispatch(...told: unknown[]): void }
    onCommand.dispatch(command, tab)
  }, command)
}

/** As `chrome.contextMenus.onClicked`; `activeTab` is not given by it. */
export async function dispatchMenuClick(worker: ExtensionWorker, click: MenuClick): Promise<void> {
  const told = { frameId: 0, frameUrl: click.pageUrl, ...click }
  await worker.evaluate(async told => {
    const [tab] = await chrome.tabs.query({ active: true, windowType: 'normal' })
    const onClicked = chrome.contextMenus.onClicked as unknown as { dispatch(...told: unknown[]): void }
    onClicked.dispatch(told, tab)
  }, told)
}

/** A command, with those of its keys held that a page hears of: Alt and Shift. The letter is the browser's. */
export async function pressCommand(page: Page, worker: ExtensionWorker, command: CommandName): Promise<void> {
  await page.keyboard.down('Alt')
  await page.keyboard.down('Shift')
  await dispatchCommand(worker, command)
  await page.keyboard.up('Shift')
  await page.keyboard.up('Alt')
}
