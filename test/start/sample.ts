import { readFile } from 'node:fs/promises'
import { servePages, type TestPages } from '../e2e/support/pages'

/** The page to try things on, served on loopback: extensions may not look into `file:` without more clicks. */
export async function serveSample(): Promise<TestPages> {
  const html = await readFile(new URL('sample.html', import.meta.url), 'utf8')
  return servePages({ '/': { html } })
}
