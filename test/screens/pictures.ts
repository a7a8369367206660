import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from '@playwright/test'
import sharp from 'sharp'
import type { Entry } from '../../lib/domain/history-entry'
import { entry, idOf, putEntries } from '../e2e/support/entries'
import type { Theme } from '../e2e/support/launch'
import { buildExtension } from '../start/build'
import { translateIn } from '../support/words'
import { root } from '../tools/root'
import { openStage, type Stage } from './stage'

/**
 * `npm run pictures`: the README's pictures, taken of the real extension, at a time that stands still, and so always the
 * same. `--store`: also those for the stores, 1280 × 800, in `test/results/store`. `--built`: without building first.
 */
const { values } = parseArgs({
  options: { store: { type: 'boolean', default: false }, built: { type: 'boolean', default: false } },
})
/** A Monday morning. */
const now = Date.UTC(2026, 2, 2, 9, 41)
process.env.TZ = 'UTC'
const hour = 3_600_000
const themes = ['light', 'dark'] as const
const popup = { width: 380, height: 560 }
const backdrops: Record<Theme, string> = { light: '#e6dbd0', dark: '#0d0b0a' }
const link = 'https://eu.onetimesecret.com/secret/x7pk3vq0m2a9#c1.sealed'

const past: Partial<Entry>[] = [
  { label: 'Staging, deploy user', created: now - 60_000, expires: now + hour },
  { label: 'Wi-Fi for guests', sealed: false, passphrase: true, expires: now + 70 * hour },
  { label: 'VPN of Claire', created: now - 5 * hour, state: 'read', settled: now - 240_000, news: true },
  { label: 'Signing key', created: now - 27 * hour, state: 'expired', settled: now - 3 * hour },
  { label: 'Wrong recipient', created: now - 28 * hour, state: 'burned', settled: now - 26 * hour },
]

/**
 * The time stands still, for the page and for the worker; no alarm is late. Functions without names: in those, `tsx`
 * would call one that is not there.
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

async function take(page: Page): Promise<Record<Theme, Buffer>> {
  await page.setViewportSize(popup)
  const taken = {} as Record<Theme, Buffer>
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme })
    taken[theme] = await page.screenshot({ animations: 'disabled', caret: 'hide' })
  }
  return taken
}

/** Writing, what was shared, and what has become of it. */
async function takeAll(stage: Stage): Promise<Record<Theme, Buffer>[]> {
  const writing = await stage.open('popup.html')
  await writing.locator('#secret').fill('user: deploy\npassword: hunter2-Correct')
  const composer = await take(writing)
  await stage.share()
  const done = await stage.open('popup.html')
  await done.locator('#link').evaluate((field: HTMLInputElement, link) => {
    field.value = link
  }, link)
  const shared = await take(done)
  await stage.reset()
  await putEntries(
    stage.worker,
    past.map((about, at) => entry({ created: now - 2 * hour, ...about, id: idOf(at) })),
  )
  const looking = await stage.open('popup.html')
  await looking.locator('#tab-history').click()
  await looking.locator('.entry').first().waitFor()
  return [composer, shared, await take(looking)]
}

type Frame = { width: number; height: number; theme: Theme; title?: string; pictures: readonly Buffer[] }

/** Popups on a sheet, as they stand before a window. */
async function frame(stage: Stage, { width, height, theme, title = '', pictures }: Frame): Promise<Buffer> {
  const page = await stage.open('about:blank')
  await page.setViewportSize({ width, height })
  const images = pictures.map(
    picture => `<img src="data:image/png;base64,${picture.toString('base64')}" width="${popup.width}">`,
  )
  await page.setContent(`<!doctype html><style>
    body { margin: 0; block-size: 100vh; display: flex; gap: 32px; align-items: center; justify-content: center;
      background: ${backdrops[theme]}; color: ${theme === 'light' ? '#2a201c' : '#f4ece5'}; font: 600 40px/1.25 system-ui }
    h1 { inline-size: 520px; margin: 0 40px 0 0; font: inherit }
    img { border-radius: 10px; box-shadow: 0 6px 24px rgb(0 0 0 / 28%) }
  </style>${title && `<h1>${title}</h1>`}${images.join('')}`)
  const taken = await page.screenshot()
  await page.close()
  return taken
}

const keep = (picture: Buffer, path: string) =>
  sharp(picture).png({ palette: true, compressionLevel: 9, effort: 10 }).toFile(path)

if (!values.built) await buildExtension()
// Sharp on screens with many pixels.
const stage = await openStage('en', { now: () => now, args: ['--force-device-scale-factor=2'] })
try {
  await freeze(stage)
  await stage.reset()
  const taken = await takeAll(stage)
  for (const theme of themes) {
    const pictures = taken.map(one => one[theme])
    const sheet = await frame(stage, { width: 1268, height: 624, theme, pictures })
    await keep(sheet, join(root, `.github/cachet-${theme}.png`))
  }
  if (values.store) {
    const t = await translateIn('en')
    const folder = join(root, 'test/results/store')
    await mkdir(folder, { recursive: true })
    for (const [at, picture] of taken.entries()) {
      const title = at === 0 ? t('app.description') : ''
      const large = { width: 1280, height: 800, theme: 'light', title, pictures: [picture.light] } as const
      const shot = await frame(stage, large)
      await keep(await sharp(shot).resize(1280).toBuffer(), join(folder, `${at + 1}.png`))
    }
  }
} finally {
  await stage.close()
}
