import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Theme } from '../e2e/support/launch'
import { root } from '../tools/root'
import type { Stage } from './stage'
import { density, takeDense } from './still'

const backdrops: Record<Theme, string> = { light: '#e6dbd0', dark: '#0d0b0a' }
const inks: Record<Theme, string> = { light: '#2a201c', dark: '#f4ece5' }

type Frame = { width: number; height: number; theme: Theme }
type Windows = { title?: string; zoom?: number; pictures: readonly Buffer[] }

/** Windows on a sheet, each as wide as it was taken, times `zoom`; beside a title in the stage's language. */
export async function frame(stage: Stage, on: Frame, { title, zoom = 1, pictures }: Windows) {
  const images = await Promise.all(
    pictures.map(async picture => {
      const { width = 0 } = await sharp(picture).metadata()
      const address = `data:image/png;base64,${picture.toString('base64')}`
      return `<img src="${address}" width="${(width / density) * zoom}">`
    }),
  )
  const heading = title === undefined ? '' : `<h1 dir="auto">${title}</h1>`
  return drawn(stage, on, `${heading}${images.join('')}`)
}

/** The icon and the name. */
export const tile = async (stage: Stage, on: Frame): Promise<Buffer> =>
  drawn(stage, on, `${await readFile(join(root, 'public/icon.svg'), 'utf8')}<b>Cachet</b>`)

async function drawn(stage: Stage, { width, height, theme }: Frame, inside: string): Promise<Buffer> {
  const page = await stage.open('about:blank')
  await page.setContent(`<!doctype html><html lang="${stage.lang}" dir="${stage.lang === 'ar' ? 'rtl' : 'ltr'}"><style>
    body { margin: 0; block-size: 100vh; display: flex; gap: 32px; align-items: center; justify-content: center;
      background: ${backdrops[theme]}; color: ${inks[theme]}; font: 600 38px/1.3 system-ui }
    h1 { inline-size: 480px; margin: 0; margin-inline-end: 56px; font: inherit; text-wrap: balance; word-break: auto-phrase }
    img { border-radius: 10px; box-shadow: 0 6px 24px rgb(0 0 0 / 28%) }
    svg { inline-size: 104px; block-size: 104px; margin-inline-end: -12px }
    b { font-size: 56px }
  </style>${inside}`)
  const taken = await takeDense(page, { width, height })
  await page.close()
  return taken
}

/** As few bytes as a picture of few colours takes. `width`: in pixels. */
export const keep = (picture: Buffer, path: string, width: number) =>
  sharp(picture)
    .resize(width)
    // The stores refuse pictures that could be seen through.
    .flatten()
    .png({ palette: true, compressionLevel: 9, effort: 10 })
    .toFile(path)
