import { browser } from 'wxt/browser'
import * as z from 'zod/mini'
import type { ClipboardAsk } from '../../lib/doors/clipboard'
import { hold, openPage, release } from './offscreen'

/**
 * Puts text on the clipboard; false when that failed, and then it must be said. Firefox has a clipboard
 * in its background page. A worker of Chromium has none: a hidden page of ours copies for it, which works
 * whatever the page in front is or forbids.
 */
export async function copy(text: string): Promise<boolean> {
  try {
    if (!import.meta.env.FIREFOX) return (await offscreen({ to: 'clipboard', copy: text })) === true
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/** What the clipboard holds, or nothing where we may not look. */
export async function readClipboard(): Promise<string | undefined> {
  try {
    if (import.meta.env.FIREFOX) return await navigator.clipboard.readText()
    return z.optional(z.string()).parse(await offscreen({ to: 'clipboard', paste: true }))
  } catch {
    return undefined
  }
}

/** Has the hidden page ready by the time there is something to copy. */
export function expectCopy(): void {
  if (!import.meta.env.FIREFOX) void openPage().catch(() => {})
}

/** Nothing is going to be copied after all. */
export function expectNothing(): void {
  if (!import.meta.env.FIREFOX) void release().catch(() => {})
}

/** How much is being asked now: the page stays until the last of it is answered. */
let asked = 0

async function offscreen(ask: ClipboardAsk): Promise<unknown> {
  asked++
  try {
    await hold('copying')
    return await browser.runtime.sendMessage(ask)
  } finally {
    asked--
    // Nobody waits for it to close.
    if (asked === 0) void release('copying').catch(() => {})
  }
}
