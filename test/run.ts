import { accessSync, constants, mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { thorough } from './e2e/support/tiers'
import { type Ended, endCommands, runPackaged } from './tools/command'
import {
  type Count,
  countBrowserTests,
  countLine,
  countOf,
  countReport,
  countUnits,
  total,
} from './tools/count'
import { installMissing } from './tools/install'
import { root } from './tools/root'

/** Also what `test/e2e/support/tiers.ts` leaves to nights and releases. */
const all = process.argv.includes('--all')

/** What a step counted, and what is to be read about it: all that its program said, where that is not all well. */
type Step = { count: Count; said?: string }

const failed = (said: string): Step => ({ count: countOf({ failed: 1 }), said })

/** The steps of the test run. Types and lint are one test each; preparing the browsers is none, unless it fails. */
const steps = {
  install: async (): Promise<Step> => ({ count: countOf({}), said: (await installMissing()).join(', ') }),
  types: () =>
    checked('passed', ['tsc', '-p', 'tsconfig.json', '--noEmit'], ['tsc', '-p', 'test/tsconfig.json']),
  lint: () => checked('passed', ['biome', 'check']),
  unit: () =>
    reported('unit.json', countUnits, report =>
      runPackaged('vitest', [
        ...['run', '--config', 'test/vitest.config.ts', '--reporter=dot'],
        ...['--reporter=json', `--outputFile.json=${report}`],
      ]),
    ),
  /** Both browsers, as people install them and as the tests want them. */
  build: () =>
    checked(
      'nothing',
      ...['chrome', 'firefox'].flatMap(browser =>
        ['production', 'e2e'].map(mode => ['wxt', 'build', '-b', browser, '--mode', mode]),
      ),
    ),
  browsers: () =>
    reported('browser.json', countBrowserTests, () =>
      runPackaged(
        'playwright',
        ['test', '--config', 'test/playwright.config.ts', ...(all ? [] : ['--grep-invert', thorough])],
        { minutes: 60 },
      ),
    ),
}
type StepName = keyof typeof steps

/** Commands one after the other. The first that ends badly is one failed test. */
async function checked(counts: 'passed' | 'nothing', ...commands: string[][]): Promise<Step> {
  for (const [program = '', ...words] of commands) {
    const { code, output } = await runPackaged(program, words)
    if (code !== 0) return failed(output)
  }
  return { count: countOf(counts === 'passed' ? { passed: 1 } : {}) }
}

/** A runner that leaves a report in JSON. An old one must not pass for a new one. */
async function reported(
  name: string,
  count: (report: unknown) => Count,
  runner: (report: string) => Promise<Ended>,
): Promise<Step> {
  const report = join(root, 'test/results', name)
  await rm(report, { force: true })
  const ended = await runner(report)
  const counted = await countReport(report, ended, count)
  // Playwright tells of a second try, too; of what passed at once there is nothing to read.
  const said = ended.output.replaceAll(/^ *(✓|ok) .*\n/gm, '')
  return { count: counted, ...(counted.failed > 0 || /^ *\d+ flaky$/m.test(said) ? { said } : {}) }
}

let interrupted = false

/** Runs one step, and tells of it. */
async function run(name: StepName): Promise<Count> {
  if (interrupted) return countOf({ failed: 1 })
  const began = performance.now()
  const { count, said } = await steps[name]().catch(fault => failed(String(fault)))
  console.log(`${name}: ${countLine(count)} (${((performance.now() - began) / 1000).toFixed(1)} s)`)
  if (said)
    console.log(
      `\n${stripVTControlCharacters(said)
        .trim()
        .replace(/^(?=.)/gm, '  ')}\n`,
    )
  return count
}

/**
 * The whole test run: `npm test`. The last line it prints is the count. Every step runs, whatever came before; only the
 * browsers need what is installed and built. Names of steps run those alone: `npm test types lint`; `--all` leaves no
 * browser test out.
 */
async function runAll(words: string[]): Promise<Count> {
  const names = Object.keys(steps) as StepName[]
  const unknown = words.filter(word => !names.some(name => name === word))
  if (unknown.length > 0)
    throw new Error(`No such step: ${unknown.join(', ')}; there are ${names.join(', ')}`)
  const counts: Partial<Record<StepName, Count>> = {}
  const inOrder = async (...chosen: StepName[]) => {
    for (const name of chosen) if (words.length === 0 || words.includes(name)) counts[name] = await run(name)
  }

  await inOrder('install')
  // A core for the units, and one for the others, of which building writes what the types are read from.
  await Promise.all([inOrder('unit'), inOrder('types', 'lint', 'build')])
  if (!counts.install?.failed && !counts.build?.failed) await inOrder('browsers')
  return total(Object.values(counts))
}

/** Browsers want a home they can write to; some CI machines have none. */
function settleIn(): void {
  try {
    accessSync(process.env.HOME ?? '', constants.W_OK)
  } catch {
    process.env.HOME = mkdtempSync(join(tmpdir(), 'cachet-home-'))
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interrupted = true
    endCommands()
  })
}

settleIn()
const count = await runAll(process.argv.slice(2).filter(word => word !== '--all')).catch(fault => {
  console.log(String(fault))
  return countOf({ failed: 1 })
})
process.exitCode = count.failed > 0 ? 1 : 0
console.log(countLine(count))
