import type { Page } from '@playwright/test'
import { launchChromium } from '../e2e/support/launch'
import { type ExtensionWorker, extensionWorker } from '../e2e/support/worker'
import type { Place } from './place'

/** One of the two extensions in a browser of its own. */
export type Side = Place & {
  worker: ExtensionWorker
  /** The tab in front: a web page. */
  tab: Page
  /** A page of the extension with nothing in it, in a tab behind, from which to ask and to time. */
  desk: Page
  close(): Promise<void>
}

export async function openSide(extension: string, place: Place): Promise<Side> {
  const context = await launchChromium({ extension })
  const worker = await extensionWorker(context)
  const tab = context.pages()[0] ?? (await context.newPage())
  const desk = await context.newPage()
  await desk.goto(`chrome-extension://${worker.extensionId}/desk.html`)
  await tab.goto(place.pages.origin)
  await tab.bringToFront()
  return { ...place, worker, tab, desk, close: () => context.close() }
}
