import { chromiumClipboard, displayClipboard } from './support/clipboard'
import { test } from './support/extension'
import { chooseServer } from './support/journey'
import { npmFolder } from './support/selections/editors'
import { chromiumHands } from './support/selections/hands-chromium'
import { runRows } from './support/selections/run-rows'
import { tables } from './support/selections/tables'
import { inTwo } from './support/tiers'

test.describe('what is selected arrives as a copy of it, or lies before the person', () => {
  // A press that is lost is made again; an answer that is wrong is not asked for again.
  test.describe.configure({ retries: 0, timeout: 400_000 })
  test.beforeEach(async ({ pages, server, worker }) => {
    await chooseServer(worker, server.origin)
    pages.putFolder('/npm/', npmFolder)
  })

  for (const [name, all] of Object.entries(tables)) {
    for (const { part, rows, tier } of inTwo(all, name === 'in editors' ? 6 : 12))
      test(
        `selections ${name}, by the keys: ${part}`,
        tier,
        async ({ context, openPage, page, pages, worker, server }) => {
          const clipboard = await chromiumClipboard(openPage, page)
          const hands = chromiumHands({ context, page, worker, clipboard })
          await runRows(rows, 'Chromium', { hands, server, pages }, ['keys'])
        },
      )
  }

  // What Chromium's menu says of a selection, only that menu tells: it has to agree with what is read in the page.
  const byMenu = Object.values(tables)
    .flat()
    .filter(({ by = [] }) => by.includes('menu'))
  for (const { part, rows, tier } of inTwo(byMenu, 5))
    test(`selections of every kind, by the native menu: ${part}`, { tag: ['@headed', ...tier.tag] }, async ({
      context,
      page,
      pages,
      worker,
      server,
    }) => {
      const hands = chromiumHands({ context, page, worker, clipboard: displayClipboard })
      await runRows(rows, 'Chromium', { hands, server, pages }, ['menu'])
    })
})
