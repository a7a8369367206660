import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeExtensions } from './build'
import { readRuns } from './flags'
import { machineLine } from './machine'
import { measure } from './measure'
import { openPlace } from './place'
import type { Measured } from './row'
import { rows } from './rows'
import { table } from './table'
import { watchingTable } from './watching'

/**
 * `npm run bench`: what the extension costs, beside an empty one in the same run. Never a test: it fails only when
 * something could not be measured.
 */
async function bench(): Promise<void> {
  const runs = readRuns(process.argv.slice(2))
  const folder = await mkdtemp(join(tmpdir(), 'cachet-bench-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  console.error('Building …')
  const extensions = await makeExtensions(folder)
  const place = await openPlace()
  const measured: Measured[] = []
  const missing: string[] = []
  for (const row of rows) {
    console.error(`Measuring: ${row.title} …`)
    await measure(row, { extensions, place, runs }).then(
      done => measured.push(done),
      (fault: unknown) => missing.push(`${row.title}: ${sentence(fault)}`),
    )
  }
  await place.close()
  console.log(`\n${table(measured)}\n\n${machineLine(runs)}`)
  console.log('The machine may have been busy: compare ratios, not milliseconds.')
  console.log(`\n${watchingTable()}`)
  for (const line of missing) console.log(`Could not be measured: ${line}`)
  if (missing.length > 0) process.exitCode = 1
}

/** Without the log that a browser's driver adds. */
function sentence(fault: unknown): string {
  const [first = ''] = (fault instanceof Error ? fault.message : String(fault)).split('\n')
  return first
}

await bench().catch((fault: unknown) => {
  console.error(fault instanceof Error ? fault.message : fault)
  process.exitCode = 1
})
