import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'

const documents = [
  ...readdirSync('.').filter(name => name.endsWith('.md')),
  '.github/store/README.md',
  'locales/README.md',
]
const read = (document: string) => readFileSync(document, 'utf8')
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }

/** As GitHub names the place of a heading. */
const placeOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
    .replaceAll(' ', '-')
const placesIn = (document: string) =>
  [...read(document).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => placeOf(heading))

const files = ['lib', 'components', 'entrypoints', 'locales', 'test', 'public', '.github']
  .flatMap(folder =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(file => join(folder, file)),
  )
  .filter(file => !file.startsWith('test/results'))
/** `test/e2e/lock.spec.ts`, `lock.spec.ts`, `policy*.spec.ts`, `components/`: in full, or by the end of its path. */
function isThere(named: string): boolean {
  const pattern = named.replaceAll(/[.]/g, '\\.').replaceAll('*', '[^/]*').replace(/\/$/, '')
  return existsSync(named) || files.some(file => new RegExp(`(^|/)${pattern}$`).test(file))
}
/** What is built, or the reader's own. */
const elsewhere =
  /TAG|[A-Z]{4,}|^(\.output|\/|_metadata|distribution|Firefox\.app)|^(opener\.html|policies\.json)$/

describe.each(documents)('%s', document => {
  const text = read(document)
  const words = text.replaceAll(/^```[\s\S]*?^```/gm, '')

  test('leads to nothing that is not there', () => {
    const links = [...words.matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target = '']) => target)
      .filter(target => !/^https?:/.test(target))
    for (const target of links) {
      const [path = '', place] = target.split('#')
      const file = path === '' ? document : join(dirname(document), path)
      expect(existsSync(file), target).toBe(true)
      if (place !== undefined) expect(placesIn(file), target).toContain(place)
    }
  })
  test('names no file and no folder that is not there', () => {
    const named = [...words.matchAll(/`([\w.*@{}/-]+(?:\.(?:tsx?|css|yml|json|html|md|txt)|\/))`/g)]
      .map(([, name = '']) => name)
      .filter(name => !elsewhere.test(name))
    expect(named.filter(name => !isThere(name))).toEqual([])
  })
  test('names no command that is not one', () => {
    const commands = [...text.matchAll(/\bnpm run ([\w:]+)/g)].map(([, script = '']) => script)
    expect(commands.filter(script => !(script in scripts))).toEqual([])
  })
})

test('the evidence of each adversary is named', () => {
  const [, table = ''] = read('SECURITY.md').split('## Adversaries, and what holds')
  const rows = (table.split('\n## ')[0] ?? '')
    .split('\n')
    .filter(line => line.startsWith('|'))
    .slice(2)
  expect(rows.length).toBeGreaterThan(12)
  for (const row of rows) expect(row).toMatch(/`[\w/*-]+\.(spec|test)\.ts`/)
})
test('each library in the package is told of, and no other', () => {
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> }
  const [, part = ''] = read('CONTRIBUTING.md').split('## Libraries')
  const rows = [...(part.split('\n\nBuilding')[0] ?? '').matchAll(/^\| ([^|]+) \| [^|]+ \| [^|]+ \|$/gm)]
  const told = rows
    .map(([, names = '']) => names)
    .filter(names => !/^(library|---)/.test(names))
    .flatMap(names => names.replace(' (mini)', '').split(', '))
  expect(told.sort()).toEqual(Object.keys(dependencies).sort())
})
