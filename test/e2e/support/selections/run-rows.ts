import { test } from '@playwright/test'
import { type Bench, measure } from './measure'
import type { By, Measured, Row } from './row'

export type BrowserName = 'Chromium' | 'Firefox'

/**
 * Every row in one browser, and all that failed together at the end. With TELL_ROWS set, each is told as it ends; ROWS
 * chooses some by a part of their name.
 */
export async function runRows(
  rows: readonly Row[],
  browser: BrowserName,
  bench: Bench,
  ways: readonly By[] = ['keys', 'menu'],
) {
  const failed: Measured[] = []
  const other = browser === 'Firefox' ? 'chromium' : 'firefox'
  const name = new RegExp(process.env.ROWS ?? '')
  for (const row of rows.filter(row => row.only !== other && name.test(row.name))) {
    const wanted = (browser === 'Firefox' ? row.inFirefox : undefined) ?? row.wanted
    for (const by of (row.by ?? ['keys']).filter(by => ways.includes(by))) {
      const one = await test.step(`${row.name}, by ${by}`, () => measure(row, by, wanted, bench))
      if (one.fault !== undefined) failed.push(one)
      if (process.env.TELL_ROWS) console.log(`${one.fault ? '✗' : '✓'} ${JSON.stringify(brief(one))}`)
    }
  }
  if (failed.length > 0) throw new Error(failed.map(told).join('\n\n'))
}

const brief = (one: Measured): Measured => ({
  ...one,
  copied: one.copied.slice(0, 300),
  shared: one.shared.slice(0, 300),
})

const told = ({ row, verdict, fault, copied, shared }: Measured) =>
  `${row}: ${verdict} (${fault})\n  copied ${JSON.stringify(copied.slice(0, 300))}\n  shared ${JSON.stringify(shared.slice(0, 300))}`
