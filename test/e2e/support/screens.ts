import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { root } from '../../tools/root'
import type { Language, Theme } from './launch'
import { thorough } from './tiers'

export type Variant = { lang: 'en' | 'fr'; theme: Theme }

/**
 * Every screen is gone through once in each language: `for (const look of looks) test.describe(nameOf(look), () => {
 * test.use(look); … })`. On the way it is looked at in light and in dark, in the same page.
 */
export const looks: Variant[] = [
  { lang: 'en', theme: 'light' },
  { lang: 'fr', theme: 'light' },
]

/** A title; tags in it are tags. English is looked at by `npm test`, too. */
export const nameOf = ({ lang }: Variant): string => (lang === 'en' ? lang : `${lang} ${thorough}`)

/**
 * Keeps pictures of a page or popup, light and dark, in `test/results/screens/NAME.LANG.THEME.png`. `whole`: also of what
 * is below the fold.
 */
export async function keepScreen(
  page: Page,
  name: string,
  { lang }: { lang: Language; theme?: Theme },
  whole = false,
): Promise<void> {
  const keep = (theme: Theme) =>
    page.screenshot({
      path: join(root, 'test/results/screens', `${name}.${lang}.${theme}.png`),
      animations: 'disabled',
      caret: 'hide',
      fullPage: whole,
    })
  await keep('light')
  await inDark(page, () => keep('dark'))
}

/** Does something while a page is dark, as with a person who wants all of them so. */
export async function inDark<Result>(page: Page, act: () => Promise<Result>): Promise<Result> {
  await page.emulateMedia({ colorScheme: 'dark' })
  try {
    return await act()
  } finally {
    await page.emulateMedia({ colorScheme: 'light' })
  }
}
