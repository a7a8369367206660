import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const include = ['test/**/*.test.ts']
const exclude = ['test/e2e/**', 'node_modules/**']
/** What has modules and a browser of its own in each file. */
const own = ['test/entrypoints/**/*.test.ts']

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    // PBKDF2 and real HTTP on a busy machine.
    ...{ testTimeout: 90_000, hookTimeout: 90_000 },
    maxWorkers: '100%',
    projects: [
      // Nothing is left behind in their modules, so that these are loaded once a worker: it halves the time.
      { extends: true, test: { name: 'modules', include, exclude: [...exclude, ...own], isolate: false } },
      { extends: true, test: { name: 'entrypoints', include: own } },
    ],
  },
})
