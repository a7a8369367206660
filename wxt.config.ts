import { readdirSync, readFileSync } from 'node:fs'
import { defineConfig } from 'wxt'
import { drawIcons } from './entrypoints/background/icons/build'
import { schemasOnFirstUse } from './entrypoints/background/on-first-use/build'
import { buildOpener } from './entrypoints/opener/build'
import { readOpenerAddress } from './lib/domain/server'

/** Fixed origins; other servers are requested on first use. The last predates the regions. */
const regions = ['us.', 'eu.', 'ca.', 'nz.', 'uk.', ''].map(region => `https://${region}onetimesecret.com/*`)

/** Browser tests: a stable extension id, and loopback servers without a permission prompt. */
const e2e = {
  hosts: ['http://127.0.0.1/*', 'http://localhost/*'],
  key: 'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEApAu9rE4PSw+VvcL0iT75EemqhS+Q6NbUMndvZwqiAxm8dS9wU9CjC/0ZywhzStixaplPhoUo6cORQxsM7x8cDko4diQxp0cNFk3dLWCWtNwH1hY5ugKpyR7mueprud91aUpnPMOis4PzAonkhVpUB7YV2O+s7PEPcqSHYlhMp/bCYKFWkPoY8yroI8bbY6fizuHH52YlYW59I7pO1Fer0BAGpZdBt7p+wCWF3Vyg9Vs+q53WMkzHex9qjhVHaXoP4+vNrNaoMHxkIUSf8Sknlq730t/fVE/DLxGlrHSl+5d+asEEFbqUMVXZmRU+SNZfWVjmBuhUeIVA20zwFC4ZvQIDAQAB',
}

/** The opener page this build comes with, used until the user or a policy names another; none of our own. */
function builtOpener(): string | undefined {
  const { WXT_OPENER: typed } = process.env
  try {
    return typed ? readOpenerAddress(typed) : undefined
  } catch (cause) {
    throw new Error(`WXT_OPENER is not the address of an opener page, which starts with https://: ${typed}`, {
      cause,
    })
  }
}

/** The public key that gives a Chromium its id for us: the tests' own, the publisher's, or none, as the stores want it. */
function chromiumKey(browser: string, mode: string): { key?: string } {
  if (browser === 'firefox') return {}
  if (mode === 'e2e') return { key: e2e.key }
  return process.env.WXT_CHROME_KEY ? { key: process.env.WXT_CHROME_KEY } : {}
}

/** The licences of the libraries in the package, and of theirs, as they came: most want to be handed on. */
function licenceNotices(): string {
  const found = new Map<string, string>()
  const read = (name: string) => readFileSync(`node_modules/${name}`, 'utf8')
  const visit = (names: string[]) => {
    for (const name of names.filter(name => !found.has(name))) {
      const { version, license, dependencies = {} } = JSON.parse(read(`${name}/package.json`))
      const file = readdirSync(`node_modules/${name}`).find(file => /^licen[cs]e/i.test(file))
      if (!file) throw new Error(`${name} has no licence`)
      found.set(name, `${name} ${version}, ${license}\n\n${read(`${name}/${file}`).trim()}\n`)
      visit(Object.keys(dependencies))
    }
  }
  visit(Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).dependencies))
  const rule = `\n${'-'.repeat(80)}\n\n`
  return [...found.keys()]
    .sort()
    .map(name => found.get(name))
    .join(rule)
}

export default defineConfig({
  imports: false,
  modules: ['@wxt-dev/webextension-polyfill', '@wxt-dev/i18n/module'],
  manifestVersion: 3,
  // The browsers we support implement modulepreload natively. For lazily loaded chunks, only style sheets are
  // preloaded: the scripts are local files, and their list would be in every page.
  vite: () => ({
    plugins: [schemasOnFirstUse(import.meta.dirname)],
    define: { 'import.meta.env.WXT_OPENER': JSON.stringify(builtOpener()) ?? 'undefined' },
    // Keeps element source locations (paths in our files) out of test builds too.
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
    build: {
      modulePreload: {
        polyfill: false,
        resolveDependencies: (_, files, { hostType }) =>
          hostType === 'html' ? files : files.filter(file => file.endsWith('.css')),
      },
    },
  }),
  hooks: {
    ready: drawIcons,
    // Not one of the extension's pages, but a file it gives to recipients who don't have the extension.
    'prepare:publicPaths': (_, paths) => {
      paths.push('opener.html', 'LICENSES.txt')
    },
    'build:publicAssets': async (_, assets) => {
      assets.push({ relativeDest: 'opener.html', contents: await buildOpener() })
      assets.push({ relativeDest: 'LICENSES.txt', contents: licenceNotices() })
    },
  },
  manifest: ({ browser, mode }) => ({
    name: '__MSG_app_name__',
    short_name: 'Cachet',
    description: '__MSG_app_description__',
    default_locale: 'en',
    permissions: [
      'activeTab',
      'alarms',
      'clipboardWrite',
      'contextMenus',
      'scripting',
      'storage',
      'webRequest',
      ...(browser === 'firefox' ? [] : ['offscreen']),
      ...(mode === 'e2e' ? ['clipboardRead', 'notifications'] : []),
    ],
    // Requested for clearing the clipboard after a reveal, and for notifications about shared secrets.
    optional_permissions: ['clipboardRead', 'notifications'],
    host_permissions: mode === 'e2e' ? [...regions, ...e2e.hosts] : regions,
    ...chromiumKey(browser, mode),
    optional_host_permissions: ['https://*/*', 'http://localhost/*', 'http://127.0.0.1/*'],
    // Takes sealed links out of the address before the page sees them. On every page, since a page's script
    // may navigate to a secret page without a reload.
    content_scripts: [{ matches: regions, js: ['sealed-link.js'], run_at: 'document_start' }],
    action: { default_title: '__MSG_app_name__' },
    commands: {
      // Chromium reserves some keys, such as Alt+Shift+C and R, and then silently binds nothing. In Firefox
      // Alt+Shift also opens menus: S is the History menu's key, V the View menu's.
      _execute_action: { suggested_key: { default: 'Alt+Shift+K' } },
      'share-selection': {
        suggested_key: { default: browser === 'firefox' ? 'Alt+Shift+Y' : 'Alt+Shift+S' },
        description: '__MSG_app_command__',
      },
      'share-and-replace': {
        suggested_key: { default: 'Alt+Shift+L' },
        description: '__MSG_app_commandReplace__',
      },
      lock: {
        suggested_key: { default: browser === 'firefox' ? 'Alt+Shift+U' : 'Alt+Shift+V' },
        description: '__MSG_app_lockCommand__',
      },
    },
    content_security_policy: {
      // CSP can't express an IPv6 address (https://github.com/w3c/webappsec-csp/issues/440).
      extension_pages:
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' https: http://localhost:* http://127.0.0.1:*; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              // Whoever publishes a build of their own has an id of their own.
              id: process.env.WXT_GECKO_ID || 'cachet@cachet.example',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['none'] },
            },
            // The first there that reads `data_collection_permissions`. It has no menu, no keys and no policies.
            gecko_android: { strict_min_version: '142.0' },
          },
        }
      : {
          minimum_chrome_version: '127',
          // Lists types only: Chromium silently drops values the schema rejects, as if no policy were set.
          storage: { managed_schema: 'managed-schema.json' },
        }),
  }),
})
