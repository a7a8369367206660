import type { Page } from '@playwright/test'
import type { ExtensionWorker } from './worker'

/** Without a display no key of a command reaches Chromium, and its menu can't be pressed. Their events are made instead. */
export type CommandName = 'share-selection' | 'share-and-replace' | 'lock'

/** What Chromium tells of a click in its menu, as far as we ask for it. */
export type MenuClick = {
  menuItemId: 'share' | 'reveal'
  editable: boolean
  frameId: number
  frameUrl?: string
  linkUrl?: string
  pageUrl: string
  selectionText?: string
}

/** As `chrome.commands.onCommand` in the tab in front. What Chromium itself sends is the same: `native-sharing.spec.ts` compares. */
export async function dispatchCommand(worker: ExtensionWorker, command: CommandName): Promise<void> {
  await worker.evaluate(async command => {
    const [tab] = await chrome.tabs.query({ active: true, windowType: 'normal' })
    const onCommand = chrome.commands.onCommand as unknown as { dispatch(...words: unknown[]): void }
    onCommand.dispatch(command, tab)
  }, command)
}

/** As `chrome.contextMenus.onClicked` in the tab in front; `activeTab` is not given by it. */
export async function dispatchMenuClick(worker: ExtensionWorker, click: MenuClick): Promise<void> {
  await worker.evaluate(async click => {
    const [tab] = await chrome.tabs.query({ active: true, windowType: 'normal' })
    const onClicked = chrome.contextMenus.onClicked as unknown as { dispatch(...words: unknown[]): void }
    onClicked.dispatch(click, tab)
  }, click)
}

/** A command with its keys held, which the page hears of: Alt and Shift. The letter is the browser's. */
export async function pressCommand(page: Page, worker: ExtensionWorker, command: CommandName): Promise<void> {
  await page.keyboard.down('Alt')
  await page.keyboard.down('Shift')
  await dispatchCommand(worker, command)
  await page.keyboard.up('Shift')
  await page.keyboard.up('Alt')
}
