import { accessSync, constants, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endCommands } from './tools/command'
import { countLine, type Outcome, oneFailed, sum } from './tools/outcome'
import { type StepName, steps } from './tools/steps'

/**
 * The whole test run: `npm test`. The last line it prints is the count. Every step runs, whatever came before; only
 * the browsers need what is installed and built. Names of steps run those alone: `npm test types lint`.
 */
async function runAll(chosen: string[]): Promise<Outcome> {
  const names = Object.keys(steps) as StepName[]
  const unknown = chosen.filter(word => !names.some(name => name === word))
  if (unknown.length > 0)
    throw new Error(`No such step: ${unknown.join(', ')}; there are ${names.join(', ')}`)
  const outcomes: Outcome[] = []
  let prepared = true
  for (const name of names.filter(name => chosen.length === 0 || chosen.includes(name))) {
    if (interrupted) return sum([...outcomes, oneFailed('Interrupted')])
    const blocked = name === 'browsers' && !prepared
    const outcome = await run(name, blocked ? unprepared : steps[name])
    const preparing = name === 'install' || name === 'build'
    if (preparing && outcome.failed > 0) prepared = false
    // A failed preparation is counted once: as the browser tests that could not run, where those were asked for.
    const countedLater = preparing && (chosen.length === 0 || chosen.includes('browsers'))
    if (!countedLater) outcomes.push(outcome)
  }
  return sum(outcomes)
}

async function run(name: string, step: () => Promise<Outcome>): Promise<Outcome> {
  const began = performance.now()
  const outcome = await step().catch(fault =>
    oneFailed(fault instanceof Error ? fault.message : String(fault)),
  )
  console.log(`${name}: ${countLine(outcome)} (${((performance.now() - began) / 1000).toFixed(1)} s)`)
  for (const detail of outcome.details) console.log(`\n${detail.trim().replace(/^(?=.)/gm, '  ')}\n`)
  return outcome
}

async function unprepared(): Promise<Outcome> {
  return oneFailed('Not run, as installing or building failed.')
}

/** Browsers want a home they can write to; some CI machines have none. */
function settleIn(): void {
  try {
    accessSync(process.env.HOME ?? '', constants.W_OK)
  } catch {
    process.env.HOME = mkdtempSync(join(tmpdir(), 'cachet-home-'))
  }
}

let interrupted = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interrupted = true
    endCommands()
  })
}

settleIn()
const total = await runAll(process.argv.slice(2)).catch(fault => {
  console.log(String(fault))
  return oneFailed(String(fault))
})
process.exitCode = total.failed > 0 ? 1 : 0
console.log(countLine(total))
