import { browser } from 'wxt/browser'
import type { Outcome } from '../../lib/rules/outcome'

const wax = '#b3261e'
const marks = { sealing: '…', sending: '…', looking: '…', shared: '✓', failed: '!' } as const

/** One sign on the toolbar's button: for how the last share stands, until it was looked at; then for the news. */
export async function showBadge(outcome: Outcome | undefined, news: number): Promise<void> {
  const count = news > 99 ? '99+' : String(news)
  await Promise.all([
    browser.action.setBadgeBackgroundColor({ color: outcome?.at === 'shared' ? '#2e6b3a' : wax }),
    browser.action.setBadgeText({ text: outcome ? marks[outcome.at] : news > 0 ? count : '' }),
  ])
}
