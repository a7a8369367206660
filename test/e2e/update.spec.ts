import type { BrowserContext } from '@playwright/test'
import { composerIn } from './support/composer'
import { test as base, expect } from './support/extension'
import { thorough } from './support/tiers'
import { type CrxServer, launchFrom, serveCrxs } from './support/update'

/** Chromium with an extension that it has installed from a place on loopback, and updates from there. */
const test = base.extend<{ place: CrxServer }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
  place: async ({}, use) => {
    const place = await serveCrxs('e2e')
    await use(place)
    await place.close()
  },
  context: async ({ place }, use) => {
    const context = await launchFrom(place)
    await use(context)
    await context.close()
  },
})

/** The hidden page that Chromium takes for use: is it open? */
const isHeld = (context: BrowserContext) =>
  context.backgroundPages().length > 0 || context.pages().some(page => page.url().endsWith('/offscreen.html'))

test('an update in Chromium waits for a draft, and comes as soon as there is none', {
  tag: thorough,
}, async ({ context, place, worker, openPage }) => {
  await expect.poll(() => place.started).toEqual(['0.1.0'])
  const popup = await openPage('popup.html')
  await (await composerIn(popup)).write('hunter2')
  await expect.poll(() => isHeld(context)).toBe(true)
  await popup.close()
  place.offerNext()
  // Told while the worker runs, Chromium waits with it anyway.
  const waiting = await worker.evaluate(async () => {
    const told = new Promise(resolve => chrome.runtime.onUpdateAvailable.addListener(resolve))
    await chrome.runtime.requestUpdateCheck()
    return told
  })
  expect(waiting).toMatchObject({ version: '0.2.0' })
  await worker.stop()
  // It looks again five seconds after the last of our processes is gone: that time is what is tried here.
  await new Promise(resolve => setTimeout(resolve, 9_000))
  expect(place.started).not.toContain('0.2.0')

  const again = await openPage('popup.html')
  await expect(again.getByRole('textbox', { name: 'Your secret' })).toHaveValue('hunter2')
  await (await composerIn(again)).write('')
  await expect.poll(() => isHeld(context)).toBe(false)
  await again.close()
  await worker.stop()
  await expect.poll(() => place.started).toContain('0.2.0')
})
