import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import type { TestPage } from './pages'

/** Editors as web pages have them, from npm. They keep a document of their own, and its history. */
export const editors = ['prosemirror', 'quill', 'codemirror'] as const
export type Editor = (typeof editors)[number]

/** The page `/` with an editor that holds these lines. What its own document holds is `documentText()` there. */
export async function editorPage(
  editor: Editor,
  lines: readonly string[],
): Promise<Record<string, TestPage>> {
  const given = JSON.stringify(lines).replaceAll('&', '&amp;').replaceAll("'", '&#39;')
  const head =
    '<meta charset="utf-8"><style>body { font-size: 20px } #editor { white-space: pre-wrap }</style>'
  return {
    '/': {
      html: `${head}<body data-lines='${given}'><div id="editor"></div><script src="/editor.js"></script>`,
    },
    '/editor.js': { body: Buffer.from(await bundled(editor)), type: 'text/javascript' },
  }
}

const made = new Map<string, Promise<string>>()

/** The script that `editors/` has under this name, with all that it needs. */
export function bundled(editor: string): Promise<string> {
  const script = made.get(editor) ?? bundle(fileURLToPath(new URL(`editors/${editor}.ts`, import.meta.url)))
  made.set(editor, script)
  return script
}

async function bundle(input: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: { write: false, rolldownOptions: { input, output: { format: 'iife', codeSplitting: false } } },
  })
  const parts = (Array.isArray(built) ? built : [built]).flatMap(part =>
    'output' in part ? part.output : [],
  )
  return parts.map(part => (part.type === 'chunk' ? part.code : '')).join('')
}
