import { chromiumClipboard, displayClipboard } from './support/clipboard'
import { test } from './support/extension'
import { chooseServer } from './support/journey'
import { npmFolder } from './support/selections/editors'
import { chromiumHands } from './support/selections/hands-chromium'
import { runRows } from './support/selections/run-rows'
import { tables } from './support/selections/tables'

test.describe('what is selected arrives as a copy of it, or lies before the person', () => {
  // A press that is lost is made again; an answer that is wrong is not asked for again.
  test.describe.configure({ retries: 0, timeout: 400_000 })
  test.beforeEach(async ({ pages, server, worker }) => {
    await chooseServer(worker, server.origin)
    pages.putFolder('/npm/', npmFolder)
  })

  for (const [name, rows] of Object.entries(tables)) {
    test(`selections ${name}, by the keys`, async ({ context, openPage, page, pages, worker, server }) => {
      const clipboard = await chromiumClipboard(openPage, page)
      const hands = chromiumHands({ context, page, worker, clipboard })
      await runRows(rows, 'Chromium', { hands, server, pages }, ['keys'])
    })
  }

  // What Chromium's menu says of a selection, only that menu tells: it has to agree with what is read in the page.
  test('selections of every kind, by the native menu', { tag: '@headed' }, async ({
    context,
    page,
    pages,
    worker,
    server,
  }) => {
    const hands = chromiumHands({ context, page, worker, clipboard: displayClipboard })
    await runRows(Object.values(tables).flat(), 'Chromium', { hands, server, pages }, ['menu'])
  })
})
