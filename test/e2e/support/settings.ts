import type { Page } from '@playwright/test'
import { expect } from './extension'

/** What is folded in the settings at first, by the id of its section. */
export type FoldedSection =
  | 'servers'
  | 'accounts'
  | 'opener-page'
  | 'history'
  | 'backup'
  | 'erase'
  | 'report'
  | 'about'

/** The heading that folds a section of the settings. */
export const headingOf = (page: Page, section: FoldedSection) => page.locator(`#${section} > .fold > summary`)

/** Opens a section of the settings at its heading, as a person does, unless it is open. */
export async function unfold(page: Page, section: FoldedSection): Promise<void> {
  const heading = headingOf(page, section)
  await expect(heading).toBeVisible()
  const fold = page.locator(`#${section} > .fold`)
  if ((await fold.getAttribute('open')) === null) await heading.click()
  await expect(fold).toHaveAttribute('open')
}

/** Erases everything in the settings, through its question. */
export async function eraseEverything(page: Page): Promise<void> {
  await unfold(page, 'erase')
  await page.locator('#erase').getByRole('button').click()
  await answerErase(page)
}

/** Says yes to the question before everything is erased. */
export const answerErase = (page: Page): Promise<void> =>
  page
    .getByRole('group', { name: 'This cannot be undone.' })
    .getByRole('button', { name: 'Erase everything', exact: true })
    .click()
