import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Paths of the scripts that a page loads before it can start: its own, and what they import, but not `import()`. */
export async function scriptsOf(folder: string, page: string): Promise<string[]> {
  const html = await readFile(join(folder, page), 'utf8')
  const found = new Set<string>()
  const visit = async (path: string): Promise<void> => {
    if (found.has(path)) return
    found.add(path)
    const code = await readFile(path, 'utf8')
    for (const [, name = ''] of code.matchAll(/\b(?:from|import)\s*["'](\.[^"']+\.js)["']/g)) {
      await visit(join(path, '..', name))
    }
  }
  for (const name of linked(html, /<script\b[^>]*\bsrc="([^"]+)"/g)) await visit(join(folder, name))
  return [...found]
}

export async function stylesOf(folder: string, page: string): Promise<string[]> {
  const html = await readFile(join(folder, page), 'utf8')
  return linked(html, /<link\b[^>]*rel="stylesheet"[^>]*\bhref="([^"]+)"/g).map(name => join(folder, name))
}

const linked = (html: string, pattern: RegExp) =>
  [...html.matchAll(pattern)].flatMap(([, name]) => name ?? [])
