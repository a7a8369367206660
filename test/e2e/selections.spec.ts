import { test } from './support/extension'
import { chooseServer } from './support/journey'
import { npmFolder } from './support/selections/editors'
import { chromiumHands } from './support/selections/hands-chromium'
import { runRows } from './support/selections/run-rows'
import { tables } from './support/selections/tables'

test.describe('what is selected arrives as a copy of it, or lies before the person', {
  tag: '@headed',
}, () => {
  // A press that is lost is made again; an answer that is wrong is not asked for again.
  test.describe.configure({ retries: 0, timeout: 400_000 })
  for (const [name, rows] of Object.entries(tables)) {
    test(`selections ${name}`, async ({ context, page, pages, worker, server }, info) => {
      await chooseServer(worker, server.origin)
      pages.putFolder('/npm/', npmFolder)
      const chosen = rows.filter(
        row => row.only !== 'firefox' && new RegExp(process.env.ROWS ?? '').test(row.name),
      )
      await runRows(chosen, 'Chromium', { hands: chromiumHands(context, page, worker), server, pages }, info)
    })
  }
})
