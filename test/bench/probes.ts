import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'
import { root } from '../tools/root'

/**
 * Puts into an unpacked extension what the samples need: a popup that tells when it is ready, and a blank page
 * (`desk.html`). They are files of the extension, as what a debugger puts there comes with the debugger's own delays.
 * @param ready The event that makes the popup ready: the text field's focus, or the page being there
 */
export async function addProbes(folder: string, ready: 'focusin' | 'DOMContentLoaded'): Promise<void> {
  await bundle(folder, 'test/bench/in-browser/ready.ts', 'iife')
  await writeFile(join(folder, 'desk.html'), '<!doctype html><meta charset="utf-8"><title>Desk</title>')
  const popup = join(folder, 'popup.html')
  const html = await readFile(popup, 'utf8')
  const probe = `<meta charset="utf-8"><script src="/ready.js" data-until="${ready}"></script>`
  await writeFile(popup, html.replace('<meta charset="utf-8">', probe))
}

/** What only ours can do: a worker that clicks its menu on demand; sealing, and reading the history, sealed texts and links, as modules for pages. */
export async function addOurProbes(folder: string): Promise<void> {
  await bundle(folder, 'test/bench/in-browser/click.ts', 'iife')
  await bundle(folder, 'lib/domain/jwe-envelope.ts', 'es')
  await bundle(folder, 'lib/adapters/history-store.ts', 'es')
  await bundle(folder, 'lib/domain/sealed-text.ts', 'es')
  await bundle(folder, 'lib/domain/read-link.ts', 'es')
  await appendFile(
    join(folder, 'background.js'),
    `
${await readFile(join(folder, 'click.js'), 'utf8')}`,
  )
}

/** One file of ours, and all that it imports, as one file in the extension's folder. */
async function bundle(folder: string, entry: string, format: 'iife' | 'es'): Promise<void> {
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      outDir: folder,
      emptyOutDir: false,
      lib: {
        entry: join(root, entry),
        name: 'probe',
        formats: [format],
        fileName: (_, name) => `${name}.js`,
      },
    },
  })
}
