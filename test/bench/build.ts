import { join } from 'node:path'
import { runPackaged } from '../tools/command'
import { writeEmptyExtension } from './empty'
import { addOurProbes, addProbes } from './probes'

export type Folders = {
  /** As people install it. */
  sized: string
  /** With probes in it; ours also has loopback among its hosts, so that no permission prompt stands in the way. */
  timed: string
}
export type Extensions = { ours: Folders; empty: Folders }

/** Both extensions, each twice, in a folder of the benchmark's own: somebody may build or test meanwhile. */
export async function makeExtensions(folder: string): Promise<Extensions> {
  const { code, output } = await runPackaged('tsx', ['test/bench/build-ours.ts', folder])
  if (code !== 0) throw new Error(`The extension could not be built:\n${output}`)
  const extensions: Extensions = {
    ours: { sized: join(folder, 'ours-production'), timed: join(folder, 'ours-e2e') },
    empty: {
      sized: await writeEmptyExtension(join(folder, 'empty')),
      timed: await writeEmptyExtension(join(folder, 'empty-timed')),
    },
  }
  await addProbes(extensions.ours.timed, 'focusin')
  await addOurProbes(extensions.ours.timed)
  await addProbes(extensions.empty.timed, 'DOMContentLoaded')
  return extensions
}
