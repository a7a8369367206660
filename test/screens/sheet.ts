import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'

const gap = 12
const backdrop = '#8d8d8d'

type Picture = { path: string; lang: string; width: number; height: number }

/** Puts the pictures of each screen side by side, a row a language; and all sheets on a page. */
export async function makeSheets(folder: string): Promise<void> {
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter(entry => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
  for (const name of names) {
    const all = await picturesIn(join(folder, name))
    await sheet(
      all.filter(({ width }) => width <= 480),
      join(folder, `${name}.png`),
    )
    await sheet(
      all.filter(({ width }) => width > 480),
      join(folder, `${name}-wide.png`),
    )
  }
  await writeFile(join(folder, 'index.html'), pageOf((await readdir(folder)).filter(isPicture).sort()))
}

const isPicture = (file: string) => file.endsWith('.png')

async function picturesIn(folder: string): Promise<Picture[]> {
  const files = (await readdir(folder)).filter(isPicture).sort()
  files.sort((one, other) => order(one) - order(other))
  return Promise.all(
    files.map(async file => {
      const path = join(folder, file)
      const { width, height } = await sharp(path).metadata()
      return { path, lang: file.split('-')[0] ?? '', width, height }
    }),
  )
}

const rows = ['en', 'fr', 'de', 'ja', 'ar']
/** Wide before narrow, light before dark. */
const order = (file: string): number =>
  rows.findIndex(lang => file.startsWith(`${lang}-`)) * 4 +
  (file.includes('-320-') ? 2 : 0) +
  (file.includes('dark') ? 1 : 0)

async function sheet(pictures: Picture[], path: string): Promise<void> {
  if (pictures.length === 0) return
  const placed: { input: string; left: number; top: number }[] = []
  let [left, top, tallest, width, lang] = [gap, gap, 0, 0, pictures[0]?.lang]
  for (const picture of pictures) {
    if (picture.lang !== lang) [left, top, tallest, lang] = [gap, top + tallest + gap, 0, picture.lang]
    placed.push({ input: picture.path, left, top })
    left += picture.width + gap
    tallest = Math.max(tallest, picture.height)
    width = Math.max(width, left)
  }
  const height = top + tallest + gap
  await sharp({ create: { width, height, channels: 3, background: backdrop } })
    .composite(placed)
    .png({ palette: true, effort: 1 })
    .toFile(path)
}

const pageOf = (files: string[]): string => `<!doctype html><meta charset="utf-8"><title>Screens</title>
<style>body{font:16px system-ui;background:${backdrop};margin:12px}img{max-width:100%}</style>
${files.map(file => `<h2 id="${file}">${file.replace('.png', '')}</h2><img src="${file}" loading="lazy">`).join('\n')}
`
