import { browser } from 'wxt/browser'
import type { Need, StayAsk } from '../../lib/doors/hidden-page'

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
