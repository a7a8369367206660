import { browser } from 'wxt/browser'
import * as z from 'zod/mini'
import type { ClipboardAsk } from '../../lib/doors/clipboard'

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

/** Has the clipboard's page ready by the time there is something to copy, which takes it some 40 ms. */
export async function expectCopy(): Promise<void> {
  if (!import.meta.env.FIREFOX) await openPage().catch(() => {})
}

/** Nothing is going to be copied after all. */
export async function expectNothing(): Promise<void> {
  if (!import.meta.env.FIREFOX) await browser.offscreen.closeDocument().catch(() => {})
}

let opening: Promise<void> | undefined

/** There may be one such page; two that are made at once would refuse each other. */
function openPage(): Promise<void> {
  opening ??= makePage().finally(() => {
    opening = undefined
  })
  return opening
}

async function makePage(): Promise<void> {
  if (await browser.offscreen.hasDocument()) return
  await browser.offscreen.createDocument({
    url: 'offscreen.html',
    reasons: ['CLIPBOARD'],
    justification: 'Copies the link of a shared secret, and empties the clipboard of a revealed one.',
  })
}

async function offscreen(ask: ClipboardAsk): Promise<unknown> {
  await openPage()
  try {
    return await browser.runtime.sendMessage(ask)
  } finally {
    void expectNothing()
  }
}
