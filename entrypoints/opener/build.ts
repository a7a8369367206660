import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { parseMessagesFile } from '@wxt-dev/i18n/build'
import { build } from 'vite'
import { oldestBrowsers } from '../../components/opener/oldest-browsers'

/** The page's size limit, in bytes gzipped. */
export const largest = 45_000

/**
 * Builds `opener.html`: one self-contained file. Its CSP allows only its own script and style, by hash, and
 * requests to the server it is on.
 * @param commit the source's, 40 hexadecimal digits, to be named in the file; a release sets it
 */
export async function buildOpener(commit = process.env.SOURCE_COMMIT): Promise<string> {
  if (commit && !/^[\da-f]{40}$/.test(commit)) throw new Error(`SOURCE_COMMIT is not a commit: ${commit}`)
  const [english, french] = [await sentencesOf('en'), await sentencesOf('fr')]
  const bundled = await bundle('entrypoints/opener/main.tsx', 'iife', {
    SENTENCES: JSON.stringify({
      keys: Object.keys(english),
      said: { en: Object.values(english), fr: Object.keys(english).map(key => french[key]) },
    }),
  })
  // Escape what would end the script element or change the parser's state.
  const script = bundled.replaceAll('</', '<\\/').replaceAll('<!--', '<\\!--')
  // Bundled separately: imported by the script, it would be injected at run time, which the CSP forbids.
  const style = await bundle('entrypoints/opener/style.css')
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    // The server that the page itself is on; of a file there is none.
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
  const unable = `<p>${unableIn(english)}</p><p lang="fr">${unableIn(french)}</p>`
  const source = commit ? `\n<meta name="commit" content="${commit}">` : ''
  const page = pageOf({ policy, source, icon: await iconAddress(), style, script, unable })
  const size = gzippedSize(page)
  if (size > largest) throw new Error(`opener.html has ${size} bytes gzipped, more than ${largest}`)
  return page
}

export const gzippedSize = (page: string): number => gzipSync(page, { level: 9 }).length

/** What is shared with the extension's pages, and can happen here. */
const shared = {
  app: 'again',
  composer: 'show|hide',
  fault: 'notALink|linkDamaged|linkHidden|needsKey|wrongPassphrase|offline|unreachable|rateLimited|garbled',
  file: 'is\\..*|size|save|runs|renamed',
  history: 'forgetYes|keep',
  reveal:
    'key|addKey|open|opening|shown|note|weak|copy|read|fetching|slow|needsPassphrase|save|unread|goneSealed|goneByOwn|forgetAsk',
  revealFault: 'untouched|unsure',
  shared: 'copiedAgain|copyFailed',
}
const sharedKeys = Object.entries(shared).map(([group, keys]) => `${group}\\.(${keys})`)
const sayable = new RegExp(`^(language|app\\.name|opener\\..*|${sharedKeys.join('|')})$`)

/** The page's messages: its own, those of components shared with the extension, and those for link faults. */
async function sentencesOf(language: string): Promise<Record<string, string>> {
  const messages = await parseMessagesFile(at(`../../locales/${language}.yml`))
  const said = messages.flatMap(message =>
    'message' in message ? [[message.key.join('.'), message.message] as const] : [],
  )
  return Object.fromEntries(said.filter(([key]) => sayable.test(key)))
}

/** What the page says where its script does not run, or is newer than the browser. */
const unableIn = (sentences: Record<string, string>): string =>
  Object.values(oldestBrowsers).reduce(
    (sentence, version, index) => sentence.replace(`$${index + 1}`, version),
    sentences['opener.unable'] ?? '',
  )

/** The icon as a data URL. Single-quoted, so that it fits into an attribute. */
async function iconAddress(): Promise<string> {
  const svg = await readFile(at('../../public/icon.svg'), 'utf8')
  const short = svg.replaceAll('"', "'").replaceAll(/\s*\n\s*/g, '')
  return `data:image/svg+xml,${short.replaceAll(/[<>#%]/g, encodeURIComponent)}`
}

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const hashOf = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`

/** Bundles one script or style sheet with all its imports. */
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
    // Explicit, so that the page is byte-for-byte the same whatever builds it.
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
    define: { 'process.env.NODE_ENV': '"production"', ...define },
    build: {
      write: false,
      target: Object.entries(oldestBrowsers).map(([browser, version]) => browser + version),
      modulePreload: false,
      rolldownOptions: {
        input: at(`../../${entry}`),
        // Otherwise an ES module loses exports that nothing in the bundle imports.
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

type Parts = { policy: string; source: string; icon: string; style: string; script: string; unable: string }

/**
 * The HTML around the script. The CSP comes before everything it governs. What is said where the script fails
 * comes after it, and shows while `#app` is empty: so it needs no script to show, and never flashes.
 */
const pageOf = ({ policy, source, icon, style, script, unable }: Parts): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">${source}
<title>Cachet</title>
<link rel="icon" href="${icon}">
<style>${style}</style>
</head>
<body>
<div id="app"></div>
<script>${script}</script>
<div id="unable" class="notice failure">${unable}</div>
</body>
</html>
`
