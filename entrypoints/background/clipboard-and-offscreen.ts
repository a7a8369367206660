import { browser } from 'wxt/browser'
import * as z from 'zod/mini'
import type { ClipboardAsk } from '../../lib/adapters/clipboard-digest'
import type { Need, StayAsk } from '../../lib/adapters/offscreen-page'

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

// Chromium's hidden page, of which there may be one, whatever it is for; Firefox needs none. It outlives the worker,
// so it is never closed from here: it is told what it is needed for, and closes by itself.

/**
 * Opens the page if there is none, and keeps it until `release` is told the same need, by this worker or a later one.
 * Rejects when it can't be opened.
 */
export async function hold(need: Need): Promise<void> {
  for (let tries = 0; tries < 5; tries++) {
    // It may be just closing: then there is no other yet, and no answer until it is gone.
    await openPage().catch(() => {})
    if (await tell({ to: 'hidden', stay: need })) return
  }
  throw new Error('the hidden page does not answer')
}

/** It is needed for that no longer, or for nothing known. It closes unless it is at work or needed for something else. */
export async function release(need: Need | null = null): Promise<void> {
  if (await browser.offscreen.hasDocument()) await tell({ to: 'hidden', leave: need })
}

/** Has it there by the time it is needed, which takes some 40 ms. */
export function openPage(): Promise<void> {
  opening ??= makePage().finally(() => {
    opening = undefined
  })
  return opening
}

/** Two that are made at once would refuse each other. */
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
