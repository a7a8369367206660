import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Stryker } from '@stryker-mutator/core'
import { root } from '../tools/root'
import { mutated, testsOf } from './tests-of'

type MutantResult = Awaited<ReturnType<Stryker['runMutationTest']>>[number]

/** Of a file's mutants: how many there were, how many its tests noticed, and where the others are. */
type Measured = { digest: string; found: number; killed: number; survivors: string[] }

/** The least share of mutants that the tests of `lib/domain` and `lib/adapters` must notice. */
const goal = 0.85

const results = join(root, 'test/results/mutation')
const resultOf = (file: string) => join(results, `${file.replaceAll('/', '.')}.json`)

/** What is measured again when it changes. */
const digestOf = (files: string[]): string =>
  files
    .reduce((hash, file) => hash.update(readFileSync(join(root, file))), createHash('sha256'))
    .digest('hex')

function known(file: string, digest?: string): Measured | undefined {
  if (!existsSync(resultOf(file))) return undefined
  const kept: Measured = JSON.parse(readFileSync(resultOf(file), 'utf8'))
  return digest === undefined || kept.digest === digest ? kept : undefined
}

async function measure(file: string): Promise<Measured> {
  const tests = testsOf(file)
  const digest = digestOf([file, ...tests])
  const before = known(file, digest)
  if (before) return before
  process.env.CACHET_MUTATION_TESTS = JSON.stringify(tests)
  const run = new Stryker({
    mutate: [file],
    plugins: ['@stryker-mutator/vitest-runner'],
    testRunner: 'vitest',
    vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
    coverageAnalysis: 'perTest',
    concurrency: Number(process.env.CACHET_MUTATION_JOBS ?? 2),
    // A busy machine is slow; a loop without an end is slower.
    timeoutMS: 10_000,
    timeoutFactor: 3,
    disableTypeChecks: false,
    // It would rewrite one through an interface that TypeScript 7 no longer has; a sandbox within ours needs none.
    tsconfigFile: 'none',
    reporters: [],
    ignorePatterns: ['.output', 'public', 'test/results', 'test/e2e/*.spec.ts', 'test/e2e/*-snapshots'],
    tempDirName: 'test/results/stryker',
    warnings: false,
  })
  const mutants = (await run.runMutationTest()).filter(({ status }) => status !== 'Ignored')
  const isKilled = ({ status }: MutantResult) => status === 'Killed' || status === 'Timeout'
  const measured = {
    digest,
    found: mutants.length,
    killed: mutants.filter(isKilled).length,
    survivors: mutants.filter(mutant => !isKilled(mutant)).map(shown),
  }
  mkdirSync(dirname(resultOf(file)), { recursive: true })
  writeFileSync(resultOf(file), JSON.stringify(measured, null, 1))
  return measured
}

const shown = ({ location: { start }, status, mutatorName, replacement = '' }: MutantResult): string =>
  `${start.line}:${start.column} ${status} ${mutatorName} → ${replacement.replace(/\s+/g, ' ').slice(0, 100)}`

const percent = (killed: number, found: number) =>
  found === 0 ? '   none' : `${((100 * killed) / found).toFixed(1).padStart(5)} %`

function table(files: string[]): void {
  const folders = ['lib/domain/', 'lib/adapters/'].map(folder => {
    const inside = files.filter(file => file.startsWith(folder))
    const all = inside.flatMap(file => known(file) ?? [])
    const [killed, found] = [sum(all.map(one => one.killed)), sum(all.map(one => one.found))]
    return { folder, measured: all.length, of: inside.length, killed, found }
  })
  for (const { folder, measured, of, killed, found } of folders)
    console.log(
      `${folder.padEnd(14)} ${percent(killed, found)}  ${killed} of ${found} mutants, ${measured} of ${of} files`,
    )
  const [killed, found] = [sum(folders.map(one => one.killed)), sum(folders.map(one => one.found))]
  console.log(`both           ${percent(killed, found)}  ${killed} of ${found} mutants`)
  if (killed < goal * found) process.exitCode = 1
}

const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0)

/**
 * `npm run mutate`: alters `lib/domain` and `lib/adapters` in one place at a time, and looks whether a unit notices.
 * Takes hours; parts of paths measure some files, and what has not changed is not measured again.
 */
const wanted = process.argv.slice(2)
const files = mutated()
for (const file of files.filter(file => wanted.length === 0 || wanted.some(part => file.includes(part)))) {
  const { killed, found, survivors } = await measure(file)
  console.log(`${percent(killed, found)}  ${file}`)
  for (const survivor of survivors) console.log(`         ${file}:${survivor}`)
}
console.log()
table(files)
