import { expect } from '@playwright/test'
import type { PersonsChromium } from './persons-chromium'

/** The browser offers a higher version: Cachet hears it, and keeps what it has in memory. */
export async function offerUpdate(chromium: PersonsChromium): Promise<void> {
  const heard = await chromium.worker().evaluate(() => {
    const offered = chrome.runtime.onUpdateAvailable as unknown as {
      hasListeners(): boolean
      dispatch(details: { version: string }): void
    }
    if (!offered.hasListeners()) return false
    offered.dispatch({ version: '99.0.0' })
    return true
  })
  expect(heard, 'the offer is heard').toBe(true)
  await chromium.keepsAwake()
}
