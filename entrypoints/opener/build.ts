import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { parseMessagesFile } from '@wxt-dev/i18n/build'
import { type Alias, build, type Plugin, type UserConfig } from 'vite'
import { oldestBrowsers } from '../../components/opener/oldest-browsers'
import { joseParts } from './jose-parts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The page's size limit, in bytes gzipped. */
export const largest = 45_000
/** What naming a commit takes: 40 digits at random are half as many bytes, and their element some more. */
const roomForCommit = 32

/**
 * Builds `opener.html`: one self-contained file. Its CSP allows only its own script and style, by hash, and
 * requests to the server it is on.
 * @param commit the source's, 40 hexadecimal digits, to be named in the file; a release sets it
 */
export async function buildOpener(commit = process.env.SOURCE_COMMIT): Promise<string> {
  if (commit && !/^[\da-f]{40}$/.test(commit)) throw new Error(`SOURCE_COMMIT is not a commit: ${commit}`)
  const words = await Promise.all(languages.map(sentencesOf))
  const keys = [...(words[0]?.keys() ?? [])].filter(key => key !== 'language' && key !== outside)
  const sentences = words.map(said => [said.get('language'), keys.map(key => said.get(key)).join('\n')])
  const code = await bundle('entrypoints/opener/main.tsx', 'iife', {
    plugins: [numbered(keys), silent, joseParts, shortLifecycles],
    alias: smaller,
  })
  // The sentences come last, near what is said where the script fails: gzip looks back 32 kB.
  const bundled = `(SENTENCES=>{${code}})({${sentences.map(([tag, said = '']) => `"${tag}":${literal(said)}`)}})`
  // Escape what would end the script element or change the parser's state.
  const script = bundled.replaceAll('</', '<\\/').replaceAll('<!--', '<\\!--')
  // Bundled separately: imported by the script, it would be injected at run time, which the CSP forbids.
  const style = withShortTokens(withoutTokens(await bundle('entrypoints/opener/style.css')))
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
  const unable = [...words.map(unableIn), `<p lang="">${versions.join(' · ')}</p>`].join('')
  const source = commit ? `\n<meta name="commit" content="${commit}">` : ''
  const page = pageOf({ policy, source, icon: await iconAddress(), style, script, unable })
  const size = gzippedSize(page) + (commit ? 0 : roomForCommit)
  if (size > largest) throw new Error(`opener.html has ${size} bytes gzipped, more than ${largest}`)
  return page
}

/** Of the library's signals the page needs so little that it has its own. What decrypts is never replaced. */
const smaller: Alias[] = [{ find: /^@preact\/signals$/, replacement: at('signals.ts') }]

export const gzippedSize = (page: string): number => gzipSync(page, { level: 9 }).length

/** In the order in which gzip finds most of one in those before it. */
const languages = ['en', 'nl', 'de', 'fr', 'it', 'es', 'pt-BR', 'pl', 'ar', 'ja']

/**
 * Puts the value of each token that is the same in every theme in the place of its name, and drops those that are
 * used by nothing.
 */
function withoutTokens(style: string): string {
  const declared = [...style.matchAll(/(--[\w-]+):([^;}]*);?/g)]
  return declared.reduce((left, [declaration, name = '', value = '']) => {
    const uses = `var(${name})`
    const once = declared.filter(([, other]) => other === name).length === 1
    if (!once && left.includes(uses)) return left
    return left.replace(declaration, '').replaceAll(uses, value)
  }, style)
}

/** Tokens by letters instead of by name. */
function withShortTokens(style: string): string {
  const names = [...new Set(style.match(/--[\w-]+/g))]
  return style.replaceAll(/--[\w-]+/g, name => `--${names.indexOf(name).toString(36)}`)
}

/** What is shared with the extension's pages, and can happen here. */
const shared = {
  app: 'name|again',
  composer: 'show|hide',
  fault: 'notALink|linkDamaged|linkHidden|wrongPassphrase|offline|unreachable|rateLimited|garbled',
  file: 'is\\..*|size|save|runs|renamed',
  history: 'forgetYes|keep',
  reveal:
    'key|open|opening|shown|note|weak|copy|read|fetching|slow|passphraseNeeded|repaired|save|unread|goneSealed|goneByOwn|forgetAsk',
  revealFault: 'untouched|unsure',
  shared: 'copiedAgain|copyFailed',
}
const sharedKeys = Object.entries(shared).map(([group, keys]) => `${group}\\.(${keys})`)
const sayable = new RegExp(`^(language|opener\\..*|${sharedKeys.join('|')})$`)
/** Stands in the page itself. */
const outside = 'opener.unable'

/** The page's messages: its own, those of components shared with the extension, and those for link faults. */
async function sentencesOf(language: string): Promise<Map<string, string>> {
  const messages = await parseMessagesFile(at(`../../locales/${language}.yml`))
  const said = messages.flatMap(message =>
    'message' in message ? [[message.key.join('.'), message.message] as const] : [],
  )
  return new Map(said.filter(([key]) => sayable.test(key)))
}

/** Where a module is in the source, wherever that is. */
const inSource = (id: string) => relative(at('../..'), id).replaceAll('\\', '/')

/** Puts each message's number in the place of its key. */
const numbered = (keys: readonly string[]): Plugin => ({
  name: 'numbered-sentences',
  enforce: 'pre',
  transform: (code, id) =>
    /^(components|entrypoints)\//.test(inSource(id))
      ? code.replaceAll(/'([a-z]\w*(?:\.\w+)+)'/gi, (literal, key) =>
          keys.includes(key) ? String(keys.indexOf(key)) : literal,
        )
      : undefined,
})

/** Nobody sees what an error in `lib/` says, nor its cause: what they see is the fault that it becomes. */
const silent: Plugin = {
  name: 'silent-errors',
  enforce: 'pre',
  transform: (code, id) =>
    /^(lib|entrypoints)\//.test(inSource(id))
      ? code
          .replaceAll(/new (Range)?Error\('[^']*'\)/g, 'new $1Error()')
          .replaceAll(/, \{ cause(?:: \w+)? \}\)/g, ')')
      : undefined,
}

const literal = (text: string) => `\`${text.replaceAll(/[`\\]|\$\{/g, '\\$&')}\``

const lifecycles =
  /\b(?:(?:component(?:Did|Will)|getDerivedState|getSnapshot|shouldComponent)[A-Z]\w+|getChildContext|debounceRendering)\b/g

/** Preact's names of what only components that are classes have: here none is, but its own provider of a context. */
const shortLifecycles: Plugin = {
  name: 'short-lifecycles',
  transform(code, id) {
    if (!inSource(id).startsWith('node_modules/preact/')) return undefined
    return code.replaceAll(lifecycles, name => `_${name.length}${name.at(-1)}${name.at(9)}`)
  },
}

/** What the page says where its script does not run, or is newer than the browser. */
const unableIn = (said: Map<string, string>): string =>
  `<p lang="${said.get('language')}" dir="auto">${said.get('opener.unable')} ${said.get('revealFault.untouched')}</p>`

const { safari, chrome, firefox } = oldestBrowsers
const versions = [`Safari ${safari}`, `Chrome, Edge ${chrome}`, `Firefox ${firefox}`]

/** The icon as a data URL. Single-quoted, so that it fits into an attribute. */
async function iconAddress(): Promise<string> {
  const svg = await readFile(at('../../public/icon.svg'), 'utf8')
  // The page has a title; its icon needs none.
  const short = svg
    .replace(/<title>.*<\/title>/, '')
    .replaceAll('"', "'")
    .replaceAll(/\s*\n\s*/g, '')
  return `data:image/svg+xml,${short.replaceAll(/[<>#%]/g, encodeURIComponent)}`
}

const hashOf = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`

/** Bundles one script or style sheet with all its imports. */
export async function bundle(
  entry: string,
  format: 'iife' | 'es' = 'es',
  { define, plugins = [], alias = [] }: Pick<UserConfig, 'define' | 'plugins'> & { alias?: Alias[] } = {},
): Promise<string> {
  const built = await build({
    root: at('../..'),
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    mode: 'production',
    plugins,
    resolve: { alias },
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
<!-- preact, jose: MIT, see LICENSES.txt -->
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
