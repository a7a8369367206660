import { setTimeout as wait } from 'node:timers/promises'
import { expect, type Page } from '@playwright/test'
import { pressOnDisplay } from './native-menu'
import { popupClosed } from './popup'
import type { ExtensionWorker } from './worker'

/** Presses what asks for a permission: Chromium's prompt takes the focus, and the popup that asked is gone. */
export async function pressAndBeAsked(popup: Page, press: () => Promise<void>): Promise<void> {
  // The popup closes under the click, which then has nobody to report to.
  await Promise.all([popupClosed(popup), press().catch(() => {})])
}

/**
 * Chooses Allow in the prompt, whose Deny has the focus. It is drawn by the browser, so nobody tells when it is
 * there: no page, no window. For half a second it takes no key at all, lest somebody allow what they have not
 * read (ui/views/input_event_activation_protector.h), so the keys are pressed again, slower than that. The first
 * are not pressed at once either: before the prompt is there, they would go to the page under it.
 */
export async function allowInPrompt(worker: ExtensionWorker, pattern: string): Promise<void> {
  const allowed = () =>
    worker.evaluate(pattern => chrome.permissions.contains({ origins: [pattern] }), pattern)
  await wait(1_200)
  await expect(async () => {
    await pressOnDisplay('Tab', 'Return')
    await expect.poll(allowed, { timeout: 700, intervals: [25] }).toBe(true)
  }).toPass({ timeout: 30_000, intervals: [0] })
}

export async function refuseInPrompt(): Promise<void> {
  await wait(1_200)
  await pressOnDisplay('Escape')
}
