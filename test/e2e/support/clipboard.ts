import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { promisify } from 'node:util'
import { expect, type Page } from '@playwright/test'

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
