import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { defineWxtModule } from 'wxt/modules'
import { toolbarIconPaths, toolbarIcons } from '../lib/domain/toolbar-icon'

/** `unit`: the drawing's width, which at 72 dpi is as many pixels. */
type IconFile = { path: string; size: number; from: string; unit: number }

/** Up to 48 pixels the drawing is one made for 16: few shapes, on whole pixels. */
const small: IconFile[] = toolbarIcons.flatMap(icon =>
  Object.entries(toolbarIconPaths(icon)).map(([size, path]) => ({
    ...{ path, size: Number(size), from: `assets/${icon}.svg`, unit: 16 },
  })),
)
const large: IconFile[] = [48, 96, 128].map(size => ({
  ...{ path: `icons/${size}.png`, size, from: 'public/icon.svg', unit: 128 },
}))
const files = [...small, ...large]

/** Draws every icon as PNG: for the toolbar, menus, the browser's lists of extensions, and notifications. */
export default defineWxtModule({
  name: 'icons',
  setup(wxt) {
    const { root, outDir } = wxt.config
    wxt.hooks.hook('build:manifestGenerated', (_, manifest) => {
      const { 16: single = '', 32: double = '' } = toolbarIconPaths('ready')
      const others = Object.fromEntries(large.map(({ size, path }) => [size, path]))
      manifest.icons = { 16: single, 32: double, ...others }
      manifest.action = { ...manifest.action, default_icon: toolbarIconPaths('ready') }
    })
    wxt.hooks.hook('prepare:publicPaths', (_, paths) => {
      paths.push(...files.map(({ path }) => path))
    })
    wxt.hooks.hook('build:done', async (_, output) => {
      await mkdir(join(outDir, 'icons'), { recursive: true })
      await Promise.all(
        files.map(({ path, size, from, unit }) =>
          sharp(join(root, from), { density: (72 * size) / unit })
            .resize(size)
            .png({ compressionLevel: 9, palette: true })
            .toFile(join(outDir, path)),
        ),
      )
      for (const { path } of files) output.publicAssets.push({ type: 'asset', fileName: path })
    })
  },
})
