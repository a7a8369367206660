import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { parseMessagesFile } from '@wxt-dev/i18n/build'
import { build } from 'vite'

/** Bytes that the page may have, gzipped. */
export const largest = 36_000

/**
 * The whole of `opener.html`: one file that asks for nothing. Its policy lets only its own script and style run,
 * by their hashes.
 */
export async function buildOpener(): Promise<string> {
  const [english, french] = [await sentencesOf('en'), await sentencesOf('fr')]
  const bundled = await bundle('entrypoints/opener/main.tsx', 'iife', {
    SENTENCES: JSON.stringify({ en: english, fr: french }),
  })
  // What would end the element, or turn the parser's mind, is spelled otherwise.
  const script = bundled.replaceAll('</', '<\\/').replaceAll('<!--', '<\\!--')
  // Not imported by the script, which would put it in by itself, past the policy.
  const style = await bundle('entrypoints/opener/style.css')
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
  const noScript = `<p>${english['opener.noScript']}</p><p lang="fr">${french['opener.noScript']}</p>`
  const page = pageOf({ policy, icon: await iconAddress(), style, script, noScript })
  const size = gzippedSize(page)
  if (size > largest) throw new Error(`opener.html has ${size} bytes gzipped, more than ${largest}`)
  return page
}

export const gzippedSize = (page: string): number => gzipSync(page, { level: 9 }).length

const sayable =
  /^(language|app\.name|opener\..*|fault\.(notALink|linkDamaged|linkHidden|needsKey)|reveal\.(key|keyHint|addKey|wrong|open|opening|shown|show|hide|note|weak|copy|copied|copyFailed))$/

/** What the page can say: its own sentences, those of what it has from the extension, and of the faults that links have. */
async function sentencesOf(language: string): Promise<Record<string, string>> {
  const messages = await parseMessagesFile(at(`../../locales/${language}.yml`))
  const said = messages.flatMap(message =>
    'message' in message ? [[message.key.join('.'), message.message] as const] : [],
  )
  return Object.fromEntries(said.filter(([key]) => sayable.test(key)))
}

/** The seal, as an address that holds it. Its quotes are single, so that it fits into an attribute. */
async function iconAddress(): Promise<string> {
  const svg = await readFile(at('../../public/icon.svg'), 'utf8')
  const short = svg.replaceAll('"', "'").replaceAll(/\s*\n\s*/g, '')
  return `data:image/svg+xml,${short.replaceAll(/[<>#%]/g, encodeURIComponent)}`
}

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const hashOf = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`

/**
 * One script or style sheet of ours with everything it imports, in one piece.
 */
export async function bundle(
  entry: string,
  format: 'iife' | 'es' = 'es',
  define: Record<string, string> = {},
): Promise<string> {
  const built = await build({
    root: at('../..'),
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    mode: 'production',
    // Said here, so that the page comes out the same to the byte, whatever builds it.
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
    define: { 'process.env.NODE_ENV': '"production"', ...define },
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: {
        input: at(`../../${entry}`),
        // Modules would otherwise lose what nothing in the bundle asks for.
        preserveEntrySignatures: format === 'es' ? 'strict' : false,
        output: { format, codeSplitting: false },
      },
    },
  })
  const output = (Array.isArray(built) ? built : [built]).flatMap(part =>
    'output' in part ? part.output : [],
  )
  return output
    .map(part => (part.type === 'chunk' ? part.code : String(part.source)))
    .join('')
    .trim()
}

type Parts = { policy: string; icon: string; style: string; script: string; noScript: string }

/** The page around its script. The policy stands before everything it governs. */
const pageOf = ({ policy, icon, style, script, noScript }: Parts): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>Cachet</title>
<link rel="icon" href="${icon}">
<style>${style}</style>
</head>
<body>
<div id="app"></div>
<noscript>${noScript}</noscript>
<script>${script}</script>
</body>
</html>
`
