import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/**
 * What axe objects to on a page or in the real popup, one line a fault: `expect(await accessibilityFaults(page)).toEqual([])`.
 * The extension's strict CSP does not stand in the way, as the script arrives through the debugger.
 */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // The usual mode ends in a blank tab of its own, and the popup would close.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary ?? ''}`),
  )
}
