import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const inSupport = (file: string) => fileURLToPath(new URL(`support/${file}`, import.meta.url))

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
  test: { include: ['test/**/*.test.ts'], exclude: ['test/e2e/**', 'node_modules/**'], testTimeout: 90_000 },
})
