import type { BrowserContext, Page } from '@playwright/test'
import type { Server } from '../../../server/server'
import type { Language } from '../launch'
import type { ExtensionWorker } from '../worker'
import { watchLiveRegions } from './live-regions'

export type Place = {
  context: BrowserContext
  worker: ExtensionWorker
  server: Server
  /** The address of `opener.html` on a site of its own. */
  opener: string
  language: Language
}

/** Called on every screen, with its name. What the way there goes on with must not hang on where the focus is. */
export type Look = (page: Page, name: string) => Promise<void>

/** A way on which screens lie, and their names in order. */
export type Way = { screens: readonly string[]; go: (place: Place, look: Look) => Promise<void> }

/** A page of the extension in a tab, of the size that it has, or mostly has. */
export async function openScreen(
  { context, worker }: Pick<Place, 'context' | 'worker'>,
  path: string,
): Promise<Page> {
  const page = await context.newPage()
  await page.addInitScript(watchLiveRegions)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.setViewportSize(
    path.startsWith('popup') ? { width: 380, height: 600 } : { width: 1280, height: 800 },
  )
  await page.goto(path.includes('://') ? path : `chrome-extension://${worker.extensionId}/${path}`)
  await page.locator('#app > *').first().waitFor()
  return page
}

export const pressPrimary = (page: Page) =>
  page.locator('.button.primary[aria-disabled=false]:visible').last().click()
export const answer = (page: Page) => page.locator('.ask').waitFor()
export const letter = { text: 'hunter2-Correct\n\tline two', note: 'Change it after the first sign-in' }
