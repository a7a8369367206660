import type { Page } from '@playwright/test'
import type { Entry } from '../../lib/domain/history-entry'
import { entry, idOf, putEntries } from '../e2e/support/entries'
import type { Language, Theme } from '../e2e/support/launch'
import { examples } from './examples'
import { openStage, type Stage } from './stage'

/** A Monday morning. */
const now = Date.UTC(2026, 2, 2, 9, 41)
const hour = 3_600_000
const link = 'https://eu.onetimesecret.com/secret/x7pk3vq0m2a9#c1.sealed'
const popup = { width: 380, height: 560 }

export const themes = ['light', 'dark'] as const
export type Taken = Record<Theme, Buffer>

/** Pixels of a picture for each of a page: as screens have them that show letters sharp. */
export const density = 2

/** A stage on which the time stands still, so that its pictures are always the same. */
export async function openStill(lang: Language): Promise<Stage> {
  process.env.TZ = 'UTC'
  const stage = await openStage(lang, { now: () => now })
  await freeze(stage)
  await stage.reset()
  return stage
}

/**
 * For the page and for the worker; no alarm is late. Functions without names: in those, `tsx` would call one that is not
 * there.
 */
async function freeze({ context, worker }: Stage): Promise<void> {
  await context.addInitScript(`{
    const now = ${now}
    const Running = Date
    globalThis.Date = class extends Running {
      constructor(...given) { super(...(given.length > 0 ? given : [now])) }
      static now() { return now }
    }
  }`)
  await worker.evaluate(now => {
    Object.assign(Date, { now: [() => now][0] })
    Object.assign(chrome.alarms, { create: [async () => {}][0] })
  }, now)
}

async function take(page: Page, size = popup): Promise<Taken> {
  const taken = {} as Taken
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme })
    taken[theme] = await takeDense(page, size)
  }
  return taken
}

/** By the browser itself, as Playwright takes them with one pixel for each of the page's. */
export async function takeDense(page: Page, size: { width: number; height: number }): Promise<Buffer> {
  await page.setViewportSize(size)
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('* { caret-color: transparent !important }')
    document.adoptedStyleSheets.push(sheet)
    for (const moving of document.getAnimations())
      if (moving.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) moving.finish()
  })
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor: density, mobile: false })
  const { data } = await cdp.send('Page.captureScreenshot', { format: 'png' })
  await cdp.detach()
  return Buffer.from(data, 'base64')
}

/** Writing, what was shared, and what has become of it. */
export async function takePopups(stage: Stage): Promise<[Taken, Taken, Taken]> {
  const { secret, labels } = examples[stage.lang]
  const writing = await stage.open('popup.html')
  await writing.locator('#secret').fill(secret)
  const composer = await take(writing)
  await stage.share({ label: labels[0] })
  const done = await stage.open('popup.html')
  await done.locator('#link').evaluate((field: HTMLInputElement, link) => {
    field.value = link
  }, link)
  const shared = await take(done)
  await stage.reset()
  await putEntries(stage.worker, past(labels))
  const looking = await stage.open('popup.html')
  await looking.locator('#tab-history').click()
  await looking.locator('.entry').first().waitFor()
  return [composer, shared, await take(looking)]
}

function past(labels: readonly string[]): Entry[] {
  const about: Partial<Entry>[] = [
    { created: now - 60_000, expires: now + hour },
    { sealed: false, passphrase: true, expires: now + 70 * hour },
    { created: now - 5 * hour, state: 'read', settled: now - 240_000, news: true },
    { created: now - 27 * hour, state: 'expired', settled: now - 3 * hour },
    { created: now - 28 * hour, state: 'burned', settled: now - 26 * hour },
  ]
  return about.map((one, at) =>
    entry({ created: now - 2 * hour, ...one, label: labels[at] ?? '', id: idOf(at) }),
  )
}

/** What a recipient reads. */
export async function takeReading(stage: Stage): Promise<Taken> {
  const { secret: text, note } = examples[stage.lang]
  const page = await stage.open('reveal.html')
  await page.locator('#given').fill(await stage.sealed({ text, note }))
  await page.locator('.primary').click()
  await page.locator('.facts').waitFor()
  await page.locator('.primary[aria-disabled=false]').click()
  await page.locator('#text').waitFor()
  await page.locator('.row .button').first().click()
  return take(page, { width: 460, height: 600 })
}
