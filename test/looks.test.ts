import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const files = ['components', 'entrypoints']
  .flatMap(folder =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(name => join(folder, name)),
  )
  .filter(name => /\.(css|tsx?)$/.test(name))
const textOf = (file: string) => readFileSync(file, 'utf8')
const sheets = files.filter(file => file.endsWith('.css') && file !== 'components/tokens.css')

/** Every property and its value, of a style sheet or of a style that a script writes. */
const declarations = (file: string) =>
  [
    ...textOf(file)
      .replaceAll(/\/\*.*?\*\//gs, '')
      .matchAll(/([\w-]+):\s*([^;{}]+);/g),
  ].map(([whole, property = '', value = '']) => ({
    property,
    value,
    said: `${file}: ${whole}`,
  }))

/** What is said in so many words where a token should be named. */
function own({ property, value }: { property: string; value: string }): boolean {
  const raw = value.replaceAll(/var\(--[\w-]+\)|\$\{[^}]*\}/g, '')
  if (/#[\da-f]{3,8}\b|\b(rgb|hsl|lab|lch|oklab|oklch)a?\(|\b(white|black|red|gr[ae]y)\b/i.test(raw))
    return true
  if (/^(font|font-size|border(-\w+)*-radius)$/.test(property)) return /\d(px|r?em|%|pt)/.test(raw)
  if (/^(padding|margin|gap|row-gap|column-gap)\b/.test(property)) return /(?<![\d.])[1-9]\d*px/.test(raw)
  if (/^(transition|animation)/.test(property)) return /\dm?s\b/.test(raw)
  return false
}

test('colours, sizes of type, corners, spaces and durations stand in one file', () => {
  expect(sheets.length).toBeGreaterThan(5)
  expect(sheets.flatMap(declarations).filter(own)).toEqual([])
  expect(declarations('components/in-page/note.ts').filter(own)).toEqual([])
})

test('whatever is named there is used, and whatever is used is named', () => {
  const defined = new Set(
    files.flatMap(file => [...textOf(file).matchAll(/(--[\w-]+):/g)].map(([, name]) => name)),
  )
  const used = new Set(
    files.flatMap(file => [
      ...[...textOf(file).matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name),
      ...[...textOf(file).matchAll(/\btoken\('([\w-]+)'\)/g)].map(([, name]) => `--${name}`),
    ]),
  )
  expect([...used].filter(name => !defined.has(name))).toEqual([])
  expect([...defined].filter(name => !used.has(name))).toEqual([])
})

const hexIn = (text: string) =>
  [
    ...text.matchAll(/(?<![\w&'"`(]|url\()#([\da-f]{3}|[\da-f]{6})\b|['"`]#([\da-f]{3}|[\da-f]{6})['"`]/gi),
  ].map(([, bare, quoted]) => `#${bare ?? quoted}`.toLowerCase())

test('what scripts and drawings colour by themselves has the same colours', () => {
  const known = new Set([
    ...hexIn(textOf('components/tokens.css')),
    // Of the toolbar: seen on light and on dark ones, which Chromium does not tell apart.
    '#e5483b',
    // For cameras: not of this theme or that.
    '#000',
    '#fff',
  ])
  const drawings = [
    'public/icon.svg',
    ...readdirSync('entrypoints/background/icons')
      .filter(name => name.endsWith('.svg'))
      .map(name => join('entrypoints/background/icons', name)),
  ]
  const all = [...files.filter(file => /\.tsx?$/.test(file)), ...drawings]
  const others = all.flatMap(file => hexIn(textOf(file)).map(colour => `${file}: ${colour}`))
  expect(others.length).toBeGreaterThan(8)
  expect(others.filter(said => !known.has(said.split(': ')[1] ?? ''))).toEqual([])
})

test('movement stops in one place, and own colours have theirs', () => {
  const asks = (wish: string) =>
    [...sheets, 'components/tokens.css'].filter(file => textOf(file).includes(wish))
  expect(asks('prefers-reduced-motion')).toEqual(['components/tokens.css'])
  expect(asks('prefers-contrast')).toContain('components/tokens.css')
  // Drawings are not recoloured by the browser, so each colour they may have is one of the person's there.
  const [, forced = ''] = textOf('components/tokens.css').split('@media (forced-colors: active)')
  const drawn = sheets.flatMap(declarations).filter(({ property }) => /^(fill|stroke)$/.test(property))
  const names = new Set(
    drawn.flatMap(({ value }) => [...value.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name)),
  )
  expect([...names].filter(name => !forced.includes(`${name}:`))).toEqual([])
  expect(names.size).toBeGreaterThan(4)
})

test('there are few steps of each', () => {
  const tokens = [
    ...new Set([...textOf('components/tokens.css').matchAll(/--([\w-]+):/g)].map(([, name = '']) => name)),
  ]
  const steps = (kind: RegExp) => tokens.filter(name => kind.test(name)).length
  expect(steps(/^font-(?!sans|mono)/)).toBeLessThanOrEqual(4)
  expect(steps(/^radius-/)).toBeLessThanOrEqual(3)
  expect(steps(/^space-/)).toBeLessThanOrEqual(5)
  expect(steps(/^motion-/)).toBeLessThanOrEqual(2)
})
