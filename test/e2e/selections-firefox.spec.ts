import { test } from './support/extension'
import { chooseServerIn } from './support/firefox-page'
import { npmFolder } from './support/selections/editors'
import { firefoxHands } from './support/selections/hands-firefox'
import { runRows } from './support/selections/run-rows'
import { tables } from './support/selections/tables'
import { inTwo } from './support/tiers'

test.describe('in Firefox what is selected arrives as a copy of it, or lies before the person', () => {
  test.describe.configure({ retries: 0, timeout: 400_000 })
  // A Firefox costs more than a row: `npm test` has one for some of every table.
  const [some, others] = inTwo(Object.values(tables).flat(), 16, 1)
  const parts = [
    { name: 'of every kind: some', tier: some.tier, rows: some.rows },
    ...Object.entries(tables).map(([name, all]) => ({
      name: `${name}: the others`,
      tier: others.tier,
      rows: all.filter(row => !some.rows.includes(row)),
    })),
  ]
  for (const { name, tier, rows } of parts)
    test(`selections ${name}`, tier, async ({ firefox, pages, server }) => {
      const started = await firefox()
      await chooseServerIn(await started.openPage('popup.html', started.page), server.origin)
      pages.putFolder('/npm/', npmFolder)
      await runRows(rows, 'Firefox', { hands: await firefoxHands(started), server, pages })
    })
})
