import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { runPackaged } from './command'
import { installMissing } from './install'
import { nothingLost } from './nothing-lost'
import { nothing, type Outcome, oneFailed, onePassed } from './outcome'
import { countBrowserTests, countReport, countUnits } from './reports'
import { root } from './root'
import { selections } from './selections'

async function install(): Promise<Outcome> {
  const installed = await installMissing()
  if (installed.length > 0) console.log(`  installed ${installed.join(', ')}`)
  return nothing
}

function types(): Promise<Outcome> {
  return oneTest(['tsc', '-p', 'tsconfig.json', '--noEmit'], ['tsc', '-p', 'test/tsconfig.json'])
}

function lint(): Promise<Outcome> {
  return oneTest(['biome', 'check'])
}

async function unit(): Promise<Outcome> {
  const report = await freshReport('unit.json')
  const words = ['run', '--config', 'test/vitest.config.ts', '--reporter=dot', '--reporter=json']
  return countReport(
    report,
    await runPackaged('vitest', [...words, `--outputFile.json=${report}`]),
    countUnits,
  )
}

/** Both browsers, as people install them and as the tests want them. */
async function build(): Promise<Outcome> {
  for (const browser of ['chrome', 'firefox']) {
    for (const mode of ['production', 'e2e']) {
      const { code, output } = await runPackaged('wxt', ['build', '-b', browser, '--mode', mode])
      if (code !== 0) return oneFailed(output)
    }
  }
  return nothing
}

async function browsers(): Promise<Outcome> {
  const report = await freshReport('browser.json')
  const words = ['test', '--config', 'test/playwright.config.ts']
  // Most of an hour on two cores; a run that hangs is ended all the same.
  const ended = await runPackaged('playwright', words, { minutes: 75 })
  return countReport(report, ended, read => {
    for (const line of [nothingLost(read), selections(read)]) if (line !== undefined) console.log(line)
    return countBrowserTests(read)
  })
}

async function oneTest(...commands: [string, ...string[]][]): Promise<Outcome> {
  const faults: string[] = []
  for (const [program, ...words] of commands) {
    const { code, output } = await runPackaged(program, words)
    if (code !== 0) faults.push(output)
  }
  return faults.length > 0 ? oneFailed(faults.join('\n')) : onePassed
}

/** An old report must not pass for a new one. */
async function freshReport(name: string): Promise<string> {
  const path = join(root, 'test/results', name)
  await rm(path, { force: true })
  return path
}

/** The steps of the test run, in order. Types and lint are one test each; preparing the browsers is none. */
export const steps = { install, types, lint, unit, build, browsers }

export type StepName = keyof typeof steps
