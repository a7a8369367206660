import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Language } from '../e2e/support/launch'
import { buildExtension } from '../start/build'
import { languages, translateIn } from '../support/words'
import { endCommands } from '../tools/command'
import { root } from '../tools/root'
import { examples } from './examples'
import { frame, keep, tile } from './frame'
import type { Stage } from './stage'
import { openStill, takePopups, takeReading, themes } from './still'

/**
 * `npm run pictures`: the README's pictures, taken of the real extension, at a time that stands still, and so always the
 * same. `--store`: also those for the stores, in every language. `--built`: without building first.
 */
const { values } = parseArgs({
  options: { store: { type: 'boolean', default: false }, built: { type: 'boolean', default: false } },
})
const folder = join(root, '.github')

async function forReadme(stage: Stage): Promise<void> {
  const taken = await takePopups(stage)
  for (const theme of themes) {
    const pictures = taken.map(one => one[theme])
    const sheet = await frame(stage, { width: 1268, height: 624, theme }, { pictures })
    await keep(sheet, join(folder, `cachet-${theme}.png`), 1268)
  }
}

/** As large as the stores want them, each beside what it shows in a sentence. */
async function forStores(stage: Stage): Promise<void> {
  const t = await translateIn(stage.lang)
  const [writing, shared, history] = await takePopups(stage)
  const reading = await takeReading(stage)
  const shots = [
    { title: t('app.description'), theme: 'light', taken: writing },
    { title: t('welcome.seal'), theme: 'light', taken: shared },
    { title: t('welcome.read'), theme: 'light', taken: reading },
    { title: t('history.lesson.follow'), theme: 'dark', taken: history },
  ] as const
  const at = join(folder, 'store', stage.lang)
  await rm(at, { recursive: true, force: true })
  await mkdir(at, { recursive: true })
  for (const [number, { title, theme, taken }] of shots.entries()) {
    const windows = { title, zoom: 1.15, pictures: [taken[theme]] }
    const shot = await frame(stage, { width: 1280, height: 800, theme }, windows)
    await keep(shot, join(at, `${number + 1}.png`), 1280)
  }
}

async function on(lang: Language, play: (stage: Stage) => Promise<void>): Promise<void> {
  const stage = await openStill(lang)
  try {
    await play(stage)
  } finally {
    await stage.close()
  }
}

const isLanguage = (tag: string): tag is Language => Object.hasOwn(examples, tag)

process.once('exit', endCommands)
if (!values.built) await buildExtension()
await on('en', forReadme)
if (values.store) {
  await on('en', async stage => {
    const small = await tile(stage, { width: 440, height: 280, theme: 'light' })
    await keep(small, join(folder, 'store/tile.png'), 440)
  })
  for (const lang of languages.filter(isLanguage)) await on(lang, forStores)
}
