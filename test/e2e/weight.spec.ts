import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { gzipped, zipped } from '../bench/compressed'
import { scriptsOf } from '../bench/page-files'
import { builtExtension } from './support/launch'

type Part = (folder: string) => Promise<number>
const file =
  (name: string): Part =>
  folder =>
    gzipped([join(folder, name)])
const page =
  (name: string): Part =>
  async folder =>
    gzipped(await scriptsOf(folder, name))

/** Bytes, gzipped, at most: what was measured, and two in a hundred more. Whoever needs more says here how much. */
const budgets: [string, Part, Record<'chrome' | 'firefox', number>][] = [
  ['background', file('background.js'), { chrome: 70_910, firefox: 71_030 }],
  ['popup’s first scripts', page('popup.html'), { chrome: 43_800, firefox: 43_170 }],
  ['reveal’s first scripts', page('reveal.html'), { chrome: 62_440, firefox: 61_020 }],
  ['script on a server’s pages', file('sealed-link.js'), { chrome: 2_320, firefox: 2_360 }],
  ['reader of a selection', file('selection-reader.js'), { chrome: 6_280, firefox: 5_670 }],
  ['opener page', file('opener.html'), { chrome: 45_000, firefox: 45_000 }],
  ['package', zipped, { chrome: 486_460, firefox: 481_510 }],
]

for (const browser of ['chrome', 'firefox'] as const) {
  test(`no part of the extension has grown: ${browser}`, async () => {
    const folder = builtExtension(browser, 'e2e')
    for (const [name, part, { [browser]: most }] of budgets)
      expect.soft(await part(folder), name).toBeLessThanOrEqual(most)
  })
}
