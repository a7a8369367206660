import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const inSupport = (file: string) => fileURLToPath(new URL(`support/${file}`, import.meta.url))
const include = ['test/**/*.test.ts']
const exclude = ['test/e2e/**', 'node_modules/**']
/** What has modules and a browser of its own in each file. */
const own = ['test/entrypoints/**/*.test.ts']

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  // In place of the browser, for tests of what speaks to it.
  resolve: {
    alias: [
      { find: /^wxt\/browser$/, replacement: inSupport('wxt-browser.ts') },
      { find: /^#i18n$/, replacement: inSupport('i18n.ts') },
      { find: /^idb-keyval$/, replacement: inSupport('idb-keyval.ts') },
    ],
  },
  test: {
    // PBKDF2 and real HTTP on a busy machine.
    ...{ testTimeout: 90_000, hookTimeout: 90_000 },
    setupFiles: ['test/support/decompression.ts'],
    maxWorkers: '100%',
    projects: [
      // Nothing is left behind in their modules, so that these are loaded once a worker: it halves the time.
      { extends: true, test: { name: 'modules', include, exclude: [...exclude, ...own], isolate: false } },
      { extends: true, test: { name: 'entrypoints', include: own } },
    ],
  },
})
