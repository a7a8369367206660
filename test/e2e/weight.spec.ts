import { expect, test } from '@playwright/test'
import { gzipped } from '../bench/compressed'
import { scriptsOf } from '../bench/page-files'
import { builtExtension } from './support/launch'

for (const browser of ['chrome', 'firefox'] as const) {
  test(`the popup is there after at most 44 kB of scripts, gzipped: ${browser}`, async () => {
    const scripts = await scriptsOf(builtExtension(browser, 'e2e'), 'popup.html')
    expect(await gzipped(scripts)).toBeLessThan(44_000)
  })
}
