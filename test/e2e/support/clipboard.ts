import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { promisify } from 'node:util'
import { expect, type Page } from '@playwright/test'
import type { Page as FirefoxPage } from 'puppeteer-core'
import { inBrowser } from './firefox-powers'

export type Clipboard = { read(): Promise<string>; write(text: string): Promise<void> }

/** The display's clipboard, for headed tests: `await expect.poll(readClipboard).toContain('…')`. Empty: `''`. */
export async function readClipboard(): Promise<string> {
  // xclip ends with an error when nobody owns the clipboard.
  const read = promisify(execFile)('xclip', ['-o', '-selection', 'clipboard'])
  return read.then(
    ({ stdout }) => stdout,
    () => '',
  )
}

/** Puts text on the display's clipboard. Begin with it, so that a copy made by an earlier test cannot pass for ours. */
export async function writeClipboard(text: string): Promise<void> {
  // xclip leaves a child behind that serves the text until somebody else copies; it would hold our pipes open.
  const child = spawn('xclip', ['-selection', 'clipboard'], { stdio: ['pipe', 'ignore', 'ignore'] })
  child.stdin.end(text)
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`xclip ended with ${code}`)
  await expect.poll(readClipboard, { intervals: [20] }).toBe(text)
}

/**
 * The clipboard of a headless Chromium, which is its own and not the display's. Read by a page that has the
 * focus, on https or loopback: bringing it to the front closes the popup.
 */
export async function readPageClipboard(page: Page): Promise<string> {
  const { origin } = new URL(page.url())
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin })
  await page.bringToFront()
  return page.evaluate(() => navigator.clipboard.readText())
}

/**
 * The same of a headless Chromium, by one of our own pages in a tab behind the one that is tested: neither a page's policy nor a
 * popup is in its way, and it takes nobody's focus.
 */
export async function chromiumClipboard(
  openPage: (path: string) => Promise<Page>,
  page: Page,
): Promise<Clipboard> {
  const own = await openPage('opener.html')
  await page.bringToFront()
  const write = (text: string) => own.evaluate(text => navigator.clipboard.writeText(text), text)
  // What an earlier test of this browser copied is not to pass for ours.
  await write('what was there before')
  return { read: () => own.evaluate(() => navigator.clipboard.readText()), write }
}

/** The clipboard of a headless Firefox, which is its own too. */
export const firefoxClipboard = (page: FirefoxPage): Clipboard => ({
  read: () => inBrowser(page, () => navigator.clipboard.readText()),
  write: text => inBrowser(page, text => navigator.clipboard.writeText(text), text),
})

export const displayClipboard: Clipboard = { read: readClipboard, write: writeClipboard }

/** The link of what was just shared, once the clipboard has it. */
export async function linkOn({ read }: Clipboard): Promise<string> {
  await expect.poll(read, { intervals: [25] }).toContain('/secret/')
  return read()
}
