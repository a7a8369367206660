import { test } from './support/extension'
import { chooseServerIn } from './support/firefox-page'
import { npmFolder } from './support/selections/editors'
import { firefoxHands } from './support/selections/hands-firefox'
import { runRows } from './support/selections/run-rows'
import { tables } from './support/selections/tables'
import { inTwo } from './support/tiers'

test.describe('in Firefox what is selected arrives as a copy of it, or lies before the person', () => {
  test.describe.configure({ retries: 0, timeout: 400_000 })
  for (const [name, all] of Object.entries(tables)) {
    for (const { part, rows, tier } of inTwo(all, name === 'in editors' ? 6 : 10, 1))
      test(`selections ${name}: ${part}`, tier, async ({ firefox, pages, server }) => {
        const started = await firefox()
        await chooseServerIn(await started.openPage('popup.html', started.page), server.origin)
        pages.putFolder('/npm/', npmFolder)
        await runRows(rows, 'Firefox', { hands: await firefoxHands(started), server, pages })
      })
  }
})
