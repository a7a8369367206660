import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { root } from '../../tools/root'
import type { Language, Theme } from './launch'

export type Variant = { lang: Language; theme: Theme }

/** Every look: `for (const look of looks) test.describe(nameOf(look), () => { test.use(look); … })`. */
export const looks: Variant[] = [
  { lang: 'en', theme: 'light' },
  { lang: 'en', theme: 'dark' },
  { lang: 'fr', theme: 'light' },
  { lang: 'fr', theme: 'dark' },
]

export function nameOf({ lang, theme }: Variant): string {
  return `${lang}, ${theme}`
}

/**
 * Keeps a picture of a page or popup in `test/results/screens/NAME.LANG.THEME.png` and answers its path. `whole`: also
 * of what is below the fold.
 */
export async function keepScreen(
  page: Page,
  name: string,
  { lang, theme }: Variant,
  whole = false,
): Promise<string> {
  const path = join(root, 'test/results/screens', `${name}.${lang}.${theme}.png`)
  await page.screenshot({ path, animations: 'disabled', caret: 'hide', fullPage: whole })
  return path
}
