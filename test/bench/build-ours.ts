import { build } from 'wxt'
import { root } from '../tools/root'

/** Builds into the folder that is named: `tsx build-ours.ts FOLDER`. A program of its own, as WXT says what it does. */
const [outDir] = process.argv.slice(2)
if (!outDir) throw new Error('Name a folder to build into')
for (const mode of ['production', 'e2e']) {
  await build({ root, browser: 'chrome', mode, outDir, outDirTemplate: `ours-${mode}` })
}
