import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'

/** Who stands above whom. A file may import from its own shelf or from one below, never from one above. */
const shelves = [
  /^entrypoints\//,
  /^components\/(?!ui\/)[\w-]+\/[A-Z]/,
  /^components\/(?!ui\/)[\w-]+\/[a-z]/,
  /^components\/(ui\/|[\w-]+\.ts)/,
  /^lib\/usecases\//,
  /^lib\/adapters\//,
  /^lib\/domain\//,
]
const shelfOf = (file: string) => shelves.findIndex(pattern => pattern.test(file))

/** What may not know its neighbours: entrypoints, screens, use cases. The part that tells one from another. */
const islandOf = (file: string) =>
  /^(entrypoints\/[\w-]+|components\/(?!ui\/)[\w-]+(?=\/)|lib\/usecases\/.+)/.exec(file)?.[1]

const files = ['lib', 'components', 'entrypoints']
  .flatMap(folder =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(file => join(folder, file)),
  )
  .filter(file => /\.tsx?$/.test(file))

const named = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g)].flatMap(
    ([, name]) => name ?? [],
  )

const locals = (file: string): string[] =>
  named(file)
    .filter(name => name.startsWith('.'))
    .flatMap(name => {
      const base = normalize(join(dirname(file), name.replace(/\?(raw|inline)$/, '')))
      const found = [base, `${base}.ts`, `${base}.tsx`, `${base}/index.ts`].find(path => files.includes(path))
      if (found === undefined && !existsSync(base))
        throw new Error(`${file} imports ${name}, which is nowhere`)
      return found ?? []
    })

describe('the picture of the code stays true', () => {
  test('every file stands on a shelf', () => {
    expect(files.filter(file => shelfOf(file) === -1)).toEqual([])
    expect(files.length).toBeGreaterThan(40)
  })
  test('imports point down', () => {
    const upward = files.flatMap(file =>
      locals(file)
        .filter(target => shelfOf(target) < shelfOf(file))
        .map(target => `${file} → ${target}`),
    )
    expect(upward).toEqual([])
  })
  test('screens, use cases and entrypoints do not know their neighbours', () => {
    const sideways = files.flatMap(file =>
      locals(file)
        .filter(target => shelfOf(target) === shelfOf(file) && islandOf(file) !== islandOf(target))
        .map(target => `${file} → ${target}`),
    )
    expect(sideways).toEqual([])
  })
  test('there is no circle', () => {
    const done = new Set<string>()
    const visit = (file: string, path: string[]): string[] => {
      if (path.includes(file)) return [[...path, file].join(' → ')]
      if (done.has(file)) return []
      const circles = locals(file).flatMap(next => visit(next, [...path, file]))
      done.add(file)
      return circles
    }
    expect(files.flatMap(file => visit(file, []))).toEqual([])
  })
  test('only entrypoints speak to the browser', () => {
    const speaking = files.filter(
      file =>
        !file.startsWith('entrypoints/') &&
        (named(file).some(name => /^(wxt|webextension-polyfill|@wxt-dev)/.test(name)) ||
          /\b(browser|chrome)\.\w/.test(readFileSync(file, 'utf8'))),
    )
    expect(speaking).toEqual([])
  })
  test('lib knows nothing of the screen', () => {
    const knowing = files.filter(
      file => file.startsWith('lib/') && named(file).some(name => /preact|components|i18n|\.tsx/.test(name)),
    )
    expect(knowing).toEqual([])
  })
  test('views know no use case and no adapter', () => {
    const views = files.filter(file => /^components\/.*\.tsx$/.test(file))
    expect(
      views.flatMap(file => locals(file)).filter(target => /^lib\/(usecases|adapters)\//.test(target)),
    ).toEqual([])
  })
  test('randomness comes from the browser, HTML never from data', () => {
    const code = files.map(file => [file, readFileSync(file, 'utf8')] as const)
    expect(
      code.filter(([, text]) =>
        /Math\.random|innerHTML|dangerouslySet|insertAdjacentHTML|\beval\(/.test(text),
      ),
    ).toEqual([])
  })
})

test('no test file is longer than 400 lines', () => {
  const tests = readdirSync('test', { recursive: true, encoding: 'utf8' }).filter(file =>
    /\.tsx?$/.test(file),
  )
  const lengths = tests.map(
    file => [file, readFileSync(join('test', file), 'utf8').split('\n').length - 1] as const,
  )
  expect(lengths.filter(([, lines]) => lines > 400)).toEqual([])
  expect(tests.length).toBeGreaterThan(100)
})
