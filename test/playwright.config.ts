import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'
import type { Options } from './e2e/support/extension'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/**
 * Two projects over the same files. A test tagged `@headed` has a window, a native menu or the display's
 * clipboard, and there is one display: those run one at a time.
 */
export default defineConfig<Options>({
  testDir: at('e2e'),
  globalSetup: at('e2e/support/global-setup.ts'),
  outputDir: at('results/browser'),
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // Native menus and races with a network on a busy machine: one more try, which the runner's report tells of.
  retries: 1,
  // Two cores have time for three: tests mostly wait.
  workers: 3,
  // The first share of a browser waits for its first reading of the organisation's rules: seconds, and more when busy.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: at('results/browser.json') }]],
  use: { trace: 'off' },
  // Begun first, the one row of headed tests ends long before the others.
  projects: [
    { name: 'headed', grep: /@headed/, workers: 1, use: { headed: true } },
    { name: 'headless', grepInvert: /@headed/ },
  ],
})
