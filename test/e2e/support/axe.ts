import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { inDark } from './screens'

/**
 * What axe objects to on a page or in the real popup, one line a fault: `expect(await accessibilityFaults(page)).toEqual([])`.
 * In the dark only colours are others, so those are looked at again.
 *
 * The extension's strict CSP does not stand in the way, as the script arrives through the debugger.
 */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const light = await faults(axe(page))
  const dark = await inDark(page, () => faults(axe(page).withRules(['color-contrast', 'link-in-text-block'])))
  return [...light, ...dark.map(fault => `in the dark: ${fault}`)]
}

// The usual mode ends in a blank tab of its own, and the popup would close.
const axe = (page: Page) => new AxeBuilder({ page }).setLegacyMode(true)

async function faults(builder: AxeBuilder): Promise<string[]> {
  const { violations } = await builder.analyze()
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary ?? ''}`),
  )
}
