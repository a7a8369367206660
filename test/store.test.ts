import { readdirSync, readFileSync, statSync } from 'node:fs'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { languages, wordsOf } from './support/words'

const folder = '.github/store'
const guide = readFileSync(`${folder}/README.md`, 'utf8')

/** In characters, as Chrome's, Edge's and Mozilla's stores have them. */
const limits = { name: 45, summary: 132, description: { least: 250, most: 10_000 } }

test('the stores have a description in every language', () => {
  const described = readdirSync(folder).flatMap(name => /^(.+)\.txt$/.exec(name)?.[1] ?? [])
  expect(described.sort()).toEqual([...languages].sort())
})
test.each(languages)('what the stores show in %s is no longer than they allow', async language => {
  const words = await wordsOf(language)
  expect(words.get('app.name')?.length).toBeLessThanOrEqual(limits.name)
  expect(words.get('app.description')?.length).toBeLessThanOrEqual(limits.summary)
  const description = readFileSync(`${folder}/${language}.txt`, 'utf8').trim()
  expect(description.length).toBeGreaterThanOrEqual(limits.description.least)
  expect(description.length).toBeLessThanOrEqual(limits.description.most)
  // The menu that it tells people to choose is called so.
  expect(description).toContain(words.get('menu.share'))
})
test('each search term of Edge is short enough, and there are at most seven', () => {
  const terms = /search terms: ([^;]+);/.exec(guide)?.[1]?.split(', ') ?? []
  expect(terms.length).toBeGreaterThan(0)
  expect(terms.length).toBeLessThanOrEqual(7)
  for (const term of terms) expect(term.length).toBeLessThanOrEqual(30)
  expect(terms.join(' ').split(/\s+/).length).toBeLessThanOrEqual(21)
})
test('every permission has its justification, of at most 1 000 characters', () => {
  const config = readFileSync('wxt.config.ts', 'utf8')
  const [permissions = ''] = /permissions: \[[\s\S]*?\n {4}\],/.exec(config) ?? []
  const [optional = ''] = /optional_permissions: \[.*\]/.exec(config) ?? []
  const asked = [...`${permissions}${optional}`.matchAll(/'([a-z]+[A-Z]?\w*)'/g)].map(([, name]) => name)
  expect(asked.length).toBeGreaterThan(8)
  const rows = [...guide.matchAll(/^\| (\w+)(?: \(optional\))? \| (.+) \|$/gm)]
  const justified = new Map(rows.map(([, name, why]) => [name, why]))
  for (const name of asked.filter(name => !['firefox', 'e2e'].includes(name ?? ''))) {
    expect(justified.get(name), name).toBeDefined()
    expect(justified.get(name)?.length).toBeLessThanOrEqual(1000)
  }
})

/** Chrome's and Edge's; Mozilla's takes the same. In pixels, and in bytes what this repository should carry of each. */
const sizes = { shot: { width: 1280, height: 800 }, tile: { width: 440, height: 280 }, bytes: 100_000 }
const about = async (path: string) => {
  const { format, width, height, hasAlpha } = await sharp(path).metadata()
  return { format, width, height, hasAlpha }
}

test.each(languages)(
  'the stores have one to five pictures in %s, as large as they want them',
  async language => {
    const names = readdirSync(`${folder}/${language}`).sort()
    expect(names.length).toBeLessThanOrEqual(5)
    expect(names).toEqual(['1.png', '2.png', '3.png', '4.png'])
    for (const name of names) {
      const path = `${folder}/${language}/${name}`
      expect(await about(path)).toEqual({ format: 'png', hasAlpha: false, ...sizes.shot })
      expect(statSync(path).size).toBeLessThan(sizes.bytes)
    }
  },
)
test('there is the tile that Chrome’s store shows among others', async () => {
  expect(await about(`${folder}/tile.png`)).toEqual({ format: 'png', hasAlpha: false, ...sizes.tile })
})
test('no two languages share a picture', () => {
  const pictures = languages.flatMap(language =>
    readdirSync(`${folder}/${language}`).map(name => readFileSync(`${folder}/${language}/${name}`, 'base64')),
  )
  expect(new Set(pictures).size).toBe(pictures.length)
})
