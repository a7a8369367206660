import { type BrowserContext, expect, type Page } from '@playwright/test'

/** The page at an address that has `part` in it, once it is there: a tab may come before its address does. */
export async function pageAt(context: BrowserContext, part: string): Promise<Page> {
  const find = () => context.pages().find(page => page.url().includes(part))
  await expect.poll(() => find() !== undefined, `a page at ${part}`).toBe(true)
  const found = find()
  if (!found) throw new Error(`The page at ${part} has gone again`)
  return found
}
