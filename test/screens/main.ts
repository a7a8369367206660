import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Page } from '@playwright/test'
import type { Language } from '../e2e/support/launch'
import { buildExtension } from '../start/build'
import { endCommands } from '../tools/command'
import { root } from '../tools/root'
import { popupScenes } from './popup'
import type { Scene, Show } from './scene'
import { makeSheets } from './sheet'
import { openStage } from './stage'
import { tabScenes } from './tabs'

/**
 * `npm run screens`: pictures of every screen in five languages, light and dark, at two widths, and a sheet of each
 * screen's pictures side by side, in `test/results/sheets`. `--only NAME`: the screens whose names begin so.
 * `--lang de`: only these. `--built`: without building first. `--contrast`, `--forced`: for people who want more contrast, or
 * have colours of their own.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    lang: { type: 'string', multiple: true, default: ['en', 'fr', 'de', 'ja', 'ar'] },
    built: { type: 'boolean', default: false },
    contrast: { type: 'boolean', default: false },
    forced: { type: 'boolean', default: false },
  },
})
const { only, built, contrast, forced } = values
const languages = values.lang as Language[]
const folder = join(root, `test/results/sheets${contrast ? '-contrast' : ''}${forced ? '-forced' : ''}`)
const wishes = {
  ...(contrast && { contrast: 'more' as const }),
  ...(forced && { forcedColors: 'active' as const }),
}
const themes = ['light', 'dark'] as const
/** Milliseconds for a scene. */
const patience = 40_000
/** Whether a scene may show a screen that is wanted. */
const isWanted = ({ name }: Scene) => name.startsWith(only) || only.startsWith(name)

async function shoot(lang: Language): Promise<string[]> {
  const faults: string[] = []
  const stage = await openStage(lang)
  const show: Show = async (name, page, widths = [380, 320], height) => {
    if (!name.startsWith(only)) return
    const at = join(folder, name)
    await mkdir(at, { recursive: true })
    for (const width of widths) {
      await fitWindow(page, width, height)
      for (const theme of themes) {
        await page.emulateMedia({ ...wishes, colorScheme: theme })
        const path = join(at, `${lang}-${width}-${theme}.png`)
        await page.screenshot({ path, animations: 'disabled', caret: 'hide' })
      }
      if (await isTooWide(page)) faults.push(`${name}, ${lang}, ${width} px: it is wider than the window`)
    }
  }
  try {
    for (const scene of [...popupScenes, ...tabScenes].filter(isWanted)) {
      await stage.reset()
      await inTime(scene.play(stage, show)).catch(cause =>
        faults.push(`${scene.name}, ${lang}: ${String(cause).split('\n', 3).join(' ')}`),
      )
    }
  } finally {
    await stage.close()
  }
  return faults
}

/** A scene that waits for what never comes must not hold up the others. */
const inTime = (played: Promise<void>): Promise<unknown> =>
  Promise.race([
    played,
    setTimeout(patience, undefined, { ref: false }).then(() => Promise.reject(new Error('it took too long'))),
  ])

/** Not by a picture of the full page: what sticks to the window's edge would be in its middle. */
async function fitWindow(page: Page, width: number, height?: number): Promise<void> {
  await page.setViewportSize({ width, height: height ?? (width > 480 ? 800 : 300) })
  if (height !== undefined) return
  // Some distances follow from the window's height.
  for (let round = 0; round < 4; round++)
    await page.setViewportSize({ width, height: await page.evaluate(wholeHeight) })
}

/** Runs in the page. */
function wholeHeight(): number {
  scrollTo(0, 0)
  const tall = [document.documentElement, ...document.querySelectorAll('dialog[open]')]
  return Math.max(...tall.map(({ scrollHeight }) => scrollHeight))
}

const isTooWide = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)

process.once('exit', endCommands)
if (!built) await buildExtension()
if (only === '' && languages.length > 1) await rm(folder, { recursive: true, force: true })
const faults: string[] = []
for (const lang of languages) {
  const began = performance.now()
  faults.push(...(await shoot(lang)))
  console.log(`${lang}: ${Math.round((performance.now() - began) / 1000)} s`)
}
await makeSheets(folder)
await writeFile(join(folder, 'faults.txt'), faults.join('\n'))
console.log(`The sheets are in ${folder}; open index.html.`)
if (faults.length > 0) {
  console.error(faults.join('\n'))
  process.exitCode = 1
}
