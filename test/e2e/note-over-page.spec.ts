import { expect, test } from './support/extension'
import { backgroundIn } from './support/firefox-page'
import { noteOver, play, pressed, standing, tricks } from './support/note-over-page'
import { inTwo, thorough } from './support/tiers'

const html = '<!doctype html><meta charset="utf-8"><body style="height: 90vh">a page'

for (const { part, rows, tier } of inTwo(tricks, 3))
  test(
    `a page cannot make a person press what they do not see: ${part}`,
    tier,
    async ({ context, pages, worker }) => {
      test.setTimeout(180_000)
      for (const [index, trick] of rows.entries())
        await test.step(trick.name, async () => {
          const { name } = trick
          pages.put({ [`/${index}`]: { html } })
          const address = `${pages.origin}/${index}`
          const page = await context.newPage()
          await page.goto(address)
          await noteOver(worker, address)
          const now = () => standing(worker, address)
          const early = await now()
          if (!early) throw new Error('nothing is shown')
          if (!early.ready) await page.mouse.click(early.x, early.y)
          expect(await pressed(worker, address), `${name}: too early`).toBe(0)
          await expect.poll(async () => (await now())?.ready, name).toBe(true)

          await play(trick, { page, extension: worker, address, early })
        })
    },
  )

for (const { part, rows } of inTwo(tricks, 4, 1))
  test(`Firefox: a page cannot make a person press what they do not see: ${part}`, { tag: thorough }, async ({
    firefox,
    pages,
  }) => {
    test.setTimeout(180_000)
    const { browser, openPage, page: first } = await firefox()
    const extension = backgroundIn(await openPage('popup.html', first))
    for (const [index, trick] of rows.entries())
      await test.step(trick.name, async () => {
        const { name, chromiumOnly } = trick
        if (chromiumOnly) return
        pages.put({ [`/${index}`]: { html } })
        const address = `${pages.origin}/${index}`
        const page = await browser.newPage()
        await page.goto(address)
        await page.bringToFront()
        await noteOver(extension, address)
        const now = () => standing(extension, address)
        const early = await now()
        if (!early) throw new Error('nothing is shown')
        await expect.poll(async () => (await now())?.ready, name).toBe(true)
        await play(trick, { page, extension, address, early })
      })
  })
