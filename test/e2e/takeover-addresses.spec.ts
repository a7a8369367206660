import { filled, left, taken } from './support/addresses'
import { hostileScript, told } from './support/hostile'
import { expectRevealing, expectUnread, sendSealed, untilListening, visit } from './support/recipient'
import { expect, test } from './support/regional'
import { inTwo, thorough } from './support/tiers'

const eu = 'https://eu.onetimesecret.com'

test.use({ serverOptions: { settings: { hostileScript } } })

for (const { part, rows, tier } of inTwo(taken, 4))
  test(
    `whatever form the key takes in an address, the tab is ours before a script of the page runs: ${part}`,
    tier,
    async ({ context, server, worker }) => {
      test.setTimeout(180_000)
      await untilListening(worker)
      for (const row of rows)
        await test.step(row.name, async () => {
          const sent = await sendSealed(server, eu)
          const { address, found } = await filled(row, sent)
          const page = await context.newPage()
          await visit(page, address)
          await expectRevealing(page, worker, found)
          const warned = page.getByText('whose log may hold it')
          if (!row.cut) {
            await expect(page.getByRole('button', { name: 'Read the secret' })).toBeVisible()
            expect(await warned.count(), 'said where the server has seen it, and only there').toBe(
              row.seen ? 1 : 0,
            )
          }
          expect(told(server), 'no script of the site ever ran').toEqual([])
          expectUnread(server, sent)
          await page.close()
        })
    },
  )

for (const { part, rows, tier } of inTwo(left, 4))
  test(`what only looks like one is left to its page: ${part}`, tier, async ({ context, server, worker }) => {
    await untilListening(worker)
    for (const row of rows)
      await test.step(row.name, async () => {
        const { address } = await filled(row, await sendSealed(server, eu))
        const before = told(server).length
        const page = await context.newPage()
        await page.goto(address)
        await expect.poll(() => told(server).slice(before)).toContainEqual(expect.stringContaining('at load'))
        expect(page.url()).toBe(new URL(address).href)
        await page.close()
      })
    const kept = Object.keys(await worker.evaluate(() => chrome.storage.session.get(null)))
    expect(kept.filter(key => key.startsWith('revealing:'))).toEqual([])
  })

const inFirefox = taken.filter((_, index) => index % 3 === 1)
for (const { part, rows } of inTwo(inFirefox, 12, 1))
  test(`Firefox: whatever form the key takes in an address, the tab is ours as well: ${part}`, {
    tag: thorough,
  }, async ({ firefox, server }) => {
    test.setTimeout(180_000)
    const {
      browser,
      openPage,
      page: first,
    } = await firefox({
      hosts: { names: ['eu.onetimesecret.com'], port: server.port },
    })
    const ours = await openPage('popup.html', first)
    for (const row of rows)
      await test.step(row.name, async () => {
        const sent = await sendSealed(server, eu)
        const { address, found } = await filled(row, sent)
        const page = await browser.newPage()
        // Not waited for: it never arrives.
        page.goto(address).catch(() => undefined)
        await expect.poll(() => page.url(), row.name).toMatch(/^moz-extension:.*\/reveal\.html#/)
        const kept = await ours.evaluate(async () => {
          const { browser } = globalThis as unknown as Extension
          return Object.values(await browser.storage.session.get(null))
        })
        expect(kept).toContainEqual(expect.objectContaining(found))
        expect(told(server), 'no script of the site ever ran').toEqual([])
        expectUnread(server, sent)
        await page.close()
      })
  })

type Extension = { browser: { storage: { session: { get(keys: null): Promise<object> } } } }
