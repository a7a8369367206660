import { browser } from 'wxt/browser'
import * as z from 'zod/mini'
import type { ClipboardAsk } from '../../lib/adapters/clipboard-digest'
import type { Need, StayAsk } from '../../lib/adapters/offscreen-page'

/**
 * Puts text on the clipboard; false if that failed, which the caller must report. Firefox's event page has a
 * clipboard. Chromium's service worker has none, so our offscreen page copies for it, whatever page is in the
 * foreground.
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

/** What the clipboard holds, or `undefined` if we may not read it. */
export async function readClipboard(): Promise<string | undefined> {
  try {
    if (import.meta.env.FIREFOX) return await navigator.clipboard.readText()
    return z.optional(z.string()).parse(await offscreen({ to: 'clipboard', paste: true }))
  } catch {
    return undefined
  }
}

/** Opens the offscreen page ahead of a copy. */
export function expectCopy(): void {
  if (!import.meta.env.FIREFOX) void openPage().catch(() => {})
}

/** Cancels `expectCopy`: nothing will be copied. */
export function expectNothing(): void {
  if (!import.meta.env.FIREFOX) void release().catch(() => {})
}

/** Requests in flight: the page stays open until the last is answered. */
let asked = 0

async function offscreen(ask: ClipboardAsk): Promise<unknown> {
  asked++
  try {
    await hold('copying')
    return await browser.runtime.sendMessage(ask)
  } finally {
    asked--
    // Closing need not be awaited.
    if (asked === 0) void release('copying').catch(() => {})
  }
}

// Chromium allows one offscreen page, whatever it is for; Firefox needs none. The page outlives the worker,
// so we never close it from here: we tell it what it is needed for, and it closes itself.

/**
 * Opens the page if there is none, and keeps it open until `release` is called with the same need, by this
 * worker or a later one. Rejects if it can't be opened.
 */
export async function hold(need: Need): Promise<void> {
  for (let tries = 0; tries < 5; tries++) {
    // While a page is closing, it doesn't answer and no other can be created: retry.
    await openPage().catch(() => {})
    if (await tell({ to: 'hidden', stay: need })) return
  }
  throw new Error('the hidden page does not answer')
}

/**
 * Drops a need (null: none in particular). The page closes unless it is busy or needed for something else.
 */
export async function release(need: Need | null = null): Promise<void> {
  if (await browser.offscreen.hasDocument()) await tell({ to: 'hidden', leave: need })
}

/** Opens the page ahead of use; opening takes about 40 ms. */
export function openPage(): Promise<void> {
  opening ??= makePage().finally(() => {
    opening = undefined
  })
  return opening
}

/** The opening in progress: two concurrent `createDocument` calls would fail. */
let opening: Promise<void> | undefined

async function makePage(): Promise<void> {
  if (await browser.offscreen.hasDocument()) return
  await browser.offscreen.createDocument({
    url: 'offscreen.html',
    reasons: ['CLIPBOARD'],
    justification:
      'Copies the link of a shared secret, empties the clipboard of a revealed one, and reads a secret to its end.',
  })
}

async function tell(ask: StayAsk): Promise<boolean> {
  return (await browser.runtime.sendMessage(ask).catch(() => undefined)) === true
}
