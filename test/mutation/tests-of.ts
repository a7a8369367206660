import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { root } from '../tools/root'

const below = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map(file => join(folder, file))
    .filter(file => /\.tsx?$/.test(file))

const sources = ['lib', 'test/lib', 'test/support', 'components', 'test/components'].flatMap(below)
/** They take longer than all the others together, and what they prove is not in one file. */
const slow = /interop\.test\.ts$|profiles\.test\.ts$/

const imports = new Map(
  sources.map(file => [
    file,
    [...readFileSync(join(root, file), 'utf8').matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']+)'/g)].flatMap(
      ([, name = '']) => ['.ts', '.tsx'].map(ending => normalize(join(dirname(file), name)) + ending),
    ),
  ]),
)

/** The files of `lib/` whose mutants are counted: rules and doors. Those of types alone have none. */
export const mutated = (): string[] => below('lib').filter(file => /^lib\/(domain|adapters)\//.test(file))

/** Where rules of a file are also tested that has a test of its own, or where the imports do not lead. */
const besides: Record<string, string[]> = {
  'lib/adapters/account-secrets.ts': ['usecases/import-account-secrets', 'usecases/watch-secrets'],
  'lib/adapters/api/answers.ts': ['adapters/api/api', 'adapters/api/account-api'],
  'lib/adapters/api/request.ts': ['adapters/api/api'],
  'lib/adapters/history-store.ts': ['usecases/retention', 'usecases/watch-secrets'],
  'lib/adapters/received/reveal-attempts.ts': ['usecases/retrieve-secret'],
  'lib/adapters/vault.ts': ['usecases/lock', 'usecases/lock-time'],
  'lib/domain/link.ts': ['domain/read-link'],
  'lib/domain/link-search.ts': ['domain/read-link'],
  'lib/domain/receipt.ts': ['usecases/watch-secrets'],
  'lib/domain/sealed-text.ts': ['domain/text-codings', 'domain/jwe-envelope'],
}

/**
 * The units to run on a file's mutants: the one that bears its name, or those that import it; if there are none, those
 * of what imports it. What other units would notice is not counted.
 */
export function testsOf(file: string): string[] {
  const more = (besides[file] ?? []).map(name => `test/lib/${name}.test.ts`)
  const mirror = join('test', file.replace(/\.ts$/, '.test.ts'))
  if (imports.has(mirror)) return [mirror, ...more]
  const seen = new Set([file])
  for (let layer = [file]; layer.length > 0; ) {
    const importers = [...imports].flatMap(([from, names]) =>
      names.some(name => layer.includes(name)) && !seen.has(from) ? [from] : [],
    )
    const tests = importers.filter(from => /\.test\.tsx?$/.test(from) && !slow.test(from))
    const units = tests.filter(test => test.startsWith('test/lib/'))
    if (units.length > 0) return [...new Set([...units, ...more])].sort()
    if (tests.length > 0) return tests
    for (const from of importers) seen.add(from)
    layer = importers
  }
  return []
}
